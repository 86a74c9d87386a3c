import { crc32, inflateSync } from "node:zlib";
import { expect } from "chai";
import fc from "fast-check";
import { symmetricScale } from "../../src/plots/colour-scale.js";
import { encodePng, encodeRgbPng } from "../../src/plots/png-image.js";
import { rasterImage } from "../../src/plots/raster.js";
import { readPng } from "../support/read-png.js";

/** A PNG reader as plain as can be, for images with 8-bit palettes. */
function decode(bytes: Uint8Array) {
  expect([...bytes.subarray(0, 8)]).to.deep.equal([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const chunks: Record<string, Uint8Array> = {};
  for (let at = 8; at < bytes.length; ) {
    const length = view.getUint32(at);
    const body = bytes.subarray(at + 4, at + 8 + length);
    expect(view.getUint32(at + 8 + length)).to.equal(crc32(body));
    chunks[String.fromCharCode(...body.subarray(0, 4))] = body.subarray(4);
    at += 12 + length;
  }
  expect(Object.keys(chunks)).to.deep.equal(["IHDR", "PLTE", "tRNS", "IDAT", "IEND"]);
  const header = new DataView(chunks.IHDR!.buffer, chunks.IHDR!.byteOffset);
  const [width, height] = [header.getUint32(0), header.getUint32(4)];
  const rows = inflateSync(chunks.IDAT!);
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const filter = rows[y * (width + 1)]!;
    for (let x = 0; x < width; x++) {
      const before = filter === 1 && x > 0 ? pixels[y * width + x - 1]! : 0;
      pixels[y * width + x] = rows[y * (width + 1) + 1 + x]! + before;
    }
  }
  const colour = (pixel: number) => [...chunks.PLTE!.subarray(3 * pixel, 3 * pixel + 3), chunks.tRNS![pixel]!];
  return { width, height, pixels, colour };
}

describe("encodePng", () => {
  it("gives the pixels back through a plain decoder", () => {
    const palette = Array.from({ length: 256 }, (_, index) => [index, 255 - index, 7, index] as const);
    const image = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 20 })).chain(([width, height]) =>
      fc.record({
        width: fc.constant(width),
        height: fc.constant(height),
        pixels: fc.uint8Array({ minLength: width * height, maxLength: width * height }),
      }),
    );
    fc.assert(
      fc.property(image, ({ width, height, pixels }) => {
        const found = decode(encodePng({ width, height, pixels, palette }));
        expect([found.width, found.height]).to.deep.equal([width, height]);
        expect(found.pixels).to.deep.equal(pixels);
        expect(found.colour(3)).to.deep.equal([3, 252, 7, 3]);
      }),
      { numRuns: 200, seed: 1 },
    );
  });
});

describe("encodeRgbPng", () => {
  it("gives the pixels back through a plain decoder", () => {
    const image = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 20 })).chain(([width, height]) =>
      fc.record({
        width: fc.constant(width),
        height: fc.constant(height),
        pixels: fc.uint8Array({ minLength: 3 * width * height, maxLength: 3 * width * height }),
      }),
    );
    fc.assert(
      fc.property(image, ({ width, height, pixels }) => {
        const found = readPng(encodeRgbPng({ width, height, pixels }));
        expect([found.width, found.height, found.channels]).to.deep.equal([width, height, 3]);
        expect(found.pixels).to.deep.equal(pixels);
      }),
      { numRuns: 100, seed: 2 },
    );
  });
});

describe("rasterImage", () => {
  const colours = (values: readonly number[], limit: number) => {
    const uri = rasterImage({ rows: 1, columns: values.length, values }, symmetricScale(limit));
    const { pixels, colour } = decode(Uint8Array.from(Buffer.from(uri.split(",")[1]!, "base64")));
    return [...pixels].map(colour);
  };

  it("is near white at zero, blue below, red above, and equally far on both sides", () => {
    const [below, zero, above] = colours([-2, 0, 2], 3) as [number[], number[], number[]];
    expect(zero).to.deep.equal([247, 247, 247, 255]);
    expect(below[2]).to.be.greaterThan(below[0]!);
    expect(above[0]).to.be.greaterThan(above[2]!);
  });

  it("draws values beyond the limit in the end colours and leaves missing ones transparent", () => {
    const [end, beyond, missing] = colours([3, 99, Number.NaN], 3);
    expect(beyond).to.deep.equal(end);
    expect(missing![3]).to.equal(0);
  });
});
