/**
 * How two vectors of dissimilarities x and y over m pairs are compared. All are similarities, larger for RDMs that are more
 * alike, except `bures-squared`, which is a distance; `riemannian` is the negative of one.
 *
 * - `cosine`: xᵀy / (‖x‖ ‖y‖); for dissimilarities with a meaningful zero (crossvalidated ones): others bring it near 1
 *   whatever the RDMs.
 * - `corr`: the cosine after each mean is taken off.
 * - `spearman`: the correlation of average ranks; it favours RDMs with ties.
 * - `rho-a`: 12 Σ (rx − r̄)(ry − r̄) / (m³ − m), what Spearman's correlation is to be expected at when ties are broken at
 *   random (Schütt et al. 2023, https://doi.org/10.7554/eLife.82566): to be preferred among rank measures.
 * - `tau-a`: (concordant − discordant) / (m (m − 1) / 2); `tau-b` is Kendall's correction for ties.
 * - `cosine-cov`: xᵀV⁻¹y / √(xᵀV⁻¹x · yᵀV⁻¹y), V = (C Σ_k Cᵀ) ∘ (C Σ_k Cᵀ), C the contrasts of all pairs of conditions
 *   (Diedrichsen et al. 2020, arXiv 2007.02789). With Σ_k = I it is the linear centred kernel alignment.
 * - `corr-cov`: the same after each plain mean is taken off; `corr-cov-gls`: after each generalised least-squares mean
 *   1ᵀV⁻¹d / 1ᵀV⁻¹1 is. They differ where Σ_k is not a multiple of the identity.
 * - `riemannian`: −min over α, β of √Σ log² λ, λ the eigenvalues of (e^α G₁ + e^β Σ̂, G₂), G the second moments relative to
 *   the first condition and Σ̂ those of noise.
 * - `bures`: Tr((K₁^½ K₂ K₁^½)^½) / √(Tr K₁ Tr K₂), K the centred kernels; `bures-squared`: Tr K₁ + Tr K₂ − 2 Tr((…)^½).
 */
export type MeasureName =
  | "cosine"
  | "corr"
  | "spearman"
  | "rho-a"
  | "tau-a"
  | "tau-b"
  | "cosine-cov"
  | "corr-cov"
  | "corr-cov-gls"
  | "riemannian"
  | "bures"
  | "bures-squared";
