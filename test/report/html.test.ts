import { expect } from "chai";
import fc from "fast-check";
import { parseHTML } from "linkedom";
import { breakable, escapeHtml, html } from "../../src/report/html.js";
import { amount } from "../../src/report/table.js";

describe("html", () => {
  it("lets no value out of its place, in elements and in attributes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary-ascii" }), (text) => {
        const markup = html`<p title="${text}">${text}</p>`.markup;
        expect(markup.match(/[<>]/g)).to.deep.equal(["<", ">", "<", ">"]);
        expect(markup.match(/"/g)).to.have.length(2);
      }),
      { numRuns: 150, seed: 1 },
    );
  });

  it("shows the text as it was", () => {
    const text = `<script>alert("1")</script> & 'it'`;
    const { document } = parseHTML(
      `<!doctype html><html><body>${html`<p title="${text}">${text}</p>`.markup}</body></html>`,
    );
    expect(document.querySelector("p")!.textContent).to.equal(text);
    expect(document.querySelector("p")!.getAttribute("title")).to.equal(text);
    expect(document.querySelectorAll("script")).to.have.length(0);
  });

  it("keeps HTML, joins lists, and drops what is absent", () => {
    expect(html`<ul>${[html`<li>${1}</li>`, "&"]}${null}${undefined}</ul>`.markup).to.equal("<ul><li>1</li>&amp;</ul>");
  });

  it("lets paths break, and nothing else", () => {
    expect(html`<td>${breakable("a/b_c=<d>")}</td>`.markup).to.equal("<td>a/<wbr>b_<wbr>c=<wbr>&lt;d&gt;</td>");
    expect(breakable("plain words").markup).to.equal("plain words");
  });

  it("makes control characters visible", () => {
    expect(escapeHtml("a\u0000b\u001bc\nd")).to.equal("a\ufffdb\ufffdc\nd");
  });
});

describe("amount", () => {
  it("writes numbers for people", () => {
    expect([12, 12345, 1234567.25, -0.5, 481.26511, 0.1 + 0.2].map(amount)).to.deep.equal([
      ...["12", "12\u202f345", "1\u202f234\u202f570", "−0.5", "481.265", "0.3"],
    ]);
    expect(amount(null)).to.equal("unknown");
  });
});
