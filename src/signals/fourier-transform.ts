import UntypedFft from "fft.js";

/** What of the package is used: complex transforms of a power of two, real and imaginary parts in turn. */
interface PowerOfTwoTransform {
  createComplexArray(): number[];
  transform(out: number[], data: ArrayLike<number>): void;
}

const Fft = UntypedFft as new (size: number) => PowerOfTwoTransform;

/** Tables of sines by length, which take longer to make than a transform takes; lengths are few, powers of two. */
const transforms = new Map<number, PowerOfTwoTransform>();

function transformOf(size: number): PowerOfTwoTransform {
  const known = transforms.get(size) ?? new Fft(size);
  transforms.set(size, known);
  return known;
}

/** Complex numbers, real and imaginary parts side by side. */
export interface ComplexSeries {
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

/**
 * The discrete Fourier transform of any length n: X[k] = Σₜ x[t] e^(−2πi k t / n). Lengths that are no power of two are
 * brought to one as a convolution with a chirp (Bluestein 1970, https://doi.org/10.1109/TAU.1970.1162132).
 *
 * @param series - n complex numbers, n ≥ 1.
 */
export function fourierTransform({ real, imaginary }: ComplexSeries): ComplexSeries {
  const n = real.length;
  if ((n & (n - 1)) === 0) return powerOfTwo({ real, imaginary });
  // e^(−πi t² / n), with t² taken modulo 2 n so that the angle keeps its digits
  const angles = Float64Array.from({ length: n }, (_, t) => (Math.PI * ((t * t) % (2 * n))) / n);
  const [cosines, sines] = [angles.map(Math.cos), angles.map(Math.sin)];
  const size = 2 ** Math.ceil(Math.log2(2 * n - 1));
  const make = () => ({ real: new Float64Array(size), imaginary: new Float64Array(size) });
  const [chirped, kernel] = [make(), make()];
  for (let t = 0; t < n; t++) {
    const [c, s] = [cosines[t]!, sines[t]!];
    chirped.real[t] = real[t]! * c + imaginary[t]! * s;
    chirped.imaginary[t] = imaginary[t]! * c - real[t]! * s;
    kernel.real[t] = c;
    kernel.imaginary[t] = s;
    kernel.real[(size - t) % size] = c;
    kernel.imaginary[(size - t) % size] = s;
  }
  const convolved = inverseFourierTransform(product(powerOfTwo(chirped), powerOfTwo(kernel)));
  return {
    real: cosines.map((c, k) => convolved.real[k]! * c + convolved.imaginary[k]! * sines[k]!),
    imaginary: cosines.map((c, k) => convolved.imaginary[k]! * c - convolved.real[k]! * sines[k]!),
  };
}

/** x[t] = Σₖ X[k] e^(2πi k t / n) / n, what {@link fourierTransform} was made of. */
export function inverseFourierTransform({ real, imaginary }: ComplexSeries): ComplexSeries {
  // the parts exchanged before and after turn the sign of the exponent round
  const turned = fourierTransform({ real: imaginary, imaginary: real });
  const n = real.length;
  return { real: turned.imaginary.map((value) => value / n), imaginary: turned.real.map((value) => value / n) };
}

function powerOfTwo({ real, imaginary }: ComplexSeries): ComplexSeries {
  const n = real.length;
  if (n < 2) return { real: real.slice(), imaginary: imaginary.slice() };
  const transform = transformOf(n);
  const data = new Float64Array(2 * n);
  for (let t = 0; t < n; t++) {
    data[2 * t] = real[t]!;
    data[2 * t + 1] = imaginary[t]!;
  }
  const out = transform.createComplexArray();
  transform.transform(out, data);
  return {
    real: Float64Array.from({ length: n }, (_, k) => out[2 * k]!),
    imaginary: Float64Array.from({ length: n }, (_, k) => out[2 * k + 1]!),
  };
}

function product(a: ComplexSeries, b: ComplexSeries): ComplexSeries {
  return {
    real: a.real.map((value, k) => value * b.real[k]! - a.imaginary[k]! * b.imaginary[k]!),
    imaginary: a.real.map((value, k) => value * b.imaginary[k]! + a.imaginary[k]! * b.real[k]!),
  };
}
