import { expect } from "chai";
import { lookup3 } from "../../../src/formats/jld2/lookup3.js";

describe("lookup3", () => {
  it("gives the values of its author's own test", () => {
    // lookup3.c, driver5: hashlittle("", 0, 0) and hashlittle("Four score and seven years ago", 30, 0).
    expect(lookup3(new Uint8Array(0))).to.equal(0xdeadbeef);
    expect(lookup3(new TextEncoder().encode("Four score and seven years ago"))).to.equal(0x17770551);
  });
});
