import { gzipSync } from "node:zlib";
import { expect } from "chai";
import fc from "fast-check";
import { memorySource } from "../../src/bytes/memory-source.js";
import { type NiftiOptions, openNifti } from "../../src/formats/nifti.js";
import { fileSource } from "../../src/node/file-source.js";
import { caught } from "../support/caught.js";
import { countingSource } from "../support/counting-source.js";
import { makeNifti, type NiftiInput } from "../support/make-nifti.js";
import { bytesOf } from "../support/make-npy.js";
import { realData } from "../support/real-data.js";

const open = (bytes: Uint8Array, options: NiftiOptions = {}) => openNifti(memorySource("folder/a.nii", bytes), options);
const failure = async (input: NiftiInput) => (await caught(open(makeNifti(input)))).message;

const reversed = (values: ArrayBufferView & { BYTES_PER_ELEMENT: number }) => {
  const bytes = bytesOf(values);
  const size = values.BYTES_PER_ELEMENT;
  for (let start = 0; start < bytes.length; start += size) bytes.subarray(start, start + size).reverse();
  return bytes;
};
/** As text where values are 64-bit integers, which the test runner cannot print and would stop at. */
const comparable = (values: ArrayLike<unknown>) =>
  values instanceof BigInt64Array || values instanceof BigUint64Array ? Array.from(values, String) : values;

const range = (start: number, end = start + 1) => ({ start, end });
const squares = new Int16Array(Array.from({ length: 24 }, (_, index) => index * index - 100));
const small = { shape: [2, 3, 4], values: bytesOf(squares) };

const types: Readonly<Record<number, ArrayBufferView & ArrayLike<unknown> & { BYTES_PER_ELEMENT: number }>> = {
  2: new Uint8Array([0, 128, 255]),
  4: new Int16Array([-32768, 1, 32767]),
  8: new Int32Array([-(2 ** 31), 7, 2 ** 31 - 1]),
  16: new Float32Array([-1.5, Number.NaN, Number.POSITIVE_INFINITY]),
  64: new Float64Array([Math.PI, Number.NaN, -0]),
  256: new Int8Array([-128, 0, 127]),
  512: new Uint16Array([0, 256, 65535]),
  768: new Uint32Array([0, 65536, 2 ** 32 - 1]),
  1024: new BigInt64Array([-(2n ** 63n), 5n, 2n ** 63n - 1n]),
  1280: new BigUint64Array([0n, 1n, 2n ** 64n - 1n]),
};

describe("openNifti, values", () => {
  for (const [code, values] of Object.entries(types)) {
    it(`reads data type ${code} in both versions and byte orders, compressed or not`, async () => {
      for (const version of [1, 2] as const) {
        for (const gzip of [false, true]) {
          for (const bigEndian of [false, true]) {
            const bytes = bigEndian ? reversed(values) : bytesOf(values);
            const bitpix = values.BYTES_PER_ELEMENT * 8;
            const file = { shape: [3], datatype: Number(code), bitpix, version, gzip, bigEndian };
            const image = await open(makeNifti({ ...file, values: bytes }));
            expect([image.version, image.shape], code).to.deep.equal([version, [3]]);
            expect(comparable(await image.read()), code).to.deep.equal(comparable(values));
          }
        }
      }
    });
  }

  it("takes a slope of 0, or one that is no number, as no scaling, whatever the intercept", async () => {
    for (const slope of [0, Number.NaN, Number.POSITIVE_INFINITY]) {
      const image = await open(makeNifti({ ...small, slope, intercept: 7 }));
      expect(image.scaling).to.equal(null);
      expect(await image.read()).to.deep.equal(squares);
    }
    expect((await open(makeNifti({ ...small, slope: 1 }))).scaling).to.equal(null);
  });

  it("scales by slope and intercept, as nibabel does", async () => {
    for (const version of [1, 2] as const) {
      const image = await open(makeNifti({ ...small, version, slope: 0.5, intercept: -3 }));
      expect(image.scaling).to.deep.equal({ slope: 0.5, intercept: -3 });
      const values = await image.read([undefined, undefined, range(0)]);
      expect(values).to.deep.equal(new Float64Array([-53, -52.5, -51, -48.5, -45, -40.5]));
    }
    const wide = { shape: [3], datatype: 1024, values: bytesOf(types[1024]!), slope: 2 };
    expect([...(await (await open(makeNifti(wide))).read())]).to.deep.equal([-(2 ** 64), 10, 2 ** 64]);
    expect(await failure({ ...small, slope: 2, intercept: Number.NaN })).to.match(/scl_inter: expected a finite/);
  });

  it("reads any window, x fastest", async () => {
    const shape = [3, 4, 2, 5];
    const numbers = new Int16Array(120).map((_, index) => index);
    const image = await open(makeNifti({ shape, values: bytesOf(numbers), bigEndian: false }));
    const axis = (length: number) =>
      fc.tuple(fc.nat(length), fc.nat(length)).map(([a, b]) => range(Math.min(a, b), Math.max(a, b)));
    await fc.assert(
      fc.asyncProperty(fc.tuple(...(shape.map(axis) as [ReturnType<typeof axis>])), async (window) => {
        const [x, y, z, t] = window as unknown as ReturnType<typeof range>[];
        const expected: number[] = [];
        for (let l = t!.start; l < t!.end; l++)
          for (let k = z!.start; k < z!.end; k++)
            for (let j = y!.start; j < y!.end; j++)
              for (let i = x!.start; i < x!.end; i++) expected.push(i + 3 * (j + 4 * (k + 2 * l)));
        expect([...(await image.read(window))]).to.deep.equal(expected);
      }),
    );
    expect((await caught(image.read([range(0, 4)]))).message).to.match(/window\[0\]: expected/);
  });

  it("reads only the bytes of a window", async () => {
    const numbers = new Int16Array(20 * 20 * 10 * 30).map((_, index) => index % 30_000);
    const source = countingSource(
      memorySource("a.nii", makeNifti({ shape: [20, 20, 10, 30], values: bytesOf(numbers) })),
    );
    const image = await openNifti(source);
    expect(source.bytesRead()).to.be.at.most(1024);
    const before = source.bytesRead();
    const volume = await image.read([undefined, undefined, undefined, range(7)]);
    expect(volume).to.deep.equal(numbers.slice(7 * 4000, 8 * 4000));
    expect(source.bytesRead() - before).to.equal(8000);
    const series = await image.read([range(3), range(4), range(5)]);
    expect([...series]).to.deep.equal(Array.from({ length: 30 }, (_, t) => numbers[3 + 20 * (4 + 20 * (5 + 10 * t))]));
    expect(source.bytesRead() - before).to.equal(8000 + 60);
  });
});

describe("openNifti, compressed files", () => {
  const numbers = new Int16Array(40_000).map((_, index) => (index * 7919) % 30_000);
  const file = makeNifti({ shape: [20, 20, 100], values: bytesOf(numbers), gzip: true });

  it("inflates a file once and keeps it, or passes through it and keeps nothing", async () => {
    for (const heldBytes of [1 << 20, 0]) {
      const source = countingSource(memorySource("a.nii.gz", file));
      const image = await openNifti(source, { heldBytes });
      source.reads.length = 0;
      for (const z of [3, 4, 99]) {
        expect(await image.read([undefined, undefined, range(z)])).to.deep.equal(numbers.slice(400 * z, 400 * (z + 1)));
      }
      const series = await image.read([range(1), range(2)]);
      expect([...series]).to.deep.equal(Array.from({ length: 100 }, (_, z) => numbers[1 + 40 + 400 * z]));
      // three volumes forward are one pass; the series goes back to the beginning
      expect(source.bytesRead(), `held ${heldBytes}`).to.equal(file.length * (heldBytes === 0 ? 2 : 1));
    }
  });

  it("gives reads that are made at a time what each asked for", async () => {
    const image = await open(file, { heldBytes: 0 });
    const volumes = await Promise.all([50, 2, 80].map((z) => image.read([undefined, undefined, range(z)])));
    expect(volumes).to.deep.equal([50, 2, 80].map((z) => numbers.slice(400 * z, 400 * (z + 1))));
  });

  it("reads on after a read that was given up, or that failed", async () => {
    for (const heldBytes of [1 << 20, 0]) {
      const image = await open(file, { heldBytes });
      const given = AbortSignal.abort(new Error("given up"));
      expect((await caught(image.read([], { signal: given }))).message).to.equal("given up");
      expect(await image.read()).to.deep.equal(numbers);
    }
  });

  it("notices a damaged checksum and a file that ends early", async () => {
    const wrong = file.slice();
    wrong[wrong.length - 6]! ^= 1;
    for (const heldBytes of [1 << 20, 0]) {
      const image = await open(wrong, { heldBytes });
      expect((await caught(image.read())).message).to.match(/folder\/a\.nii: gzip: expected sound deflated bytes/);
      const short = await open(file.slice(0, -3000), { heldBytes });
      expect((await caught(short.read())).message).to.match(/folder\/a\.nii: gzip/);
    }
  });

  it("verifies the checksum behind bytes that are of no image, too", async () => {
    const surplus = Uint8Array.from({ length: 1 << 20 }, (_, index) => (index * index) >> 7);
    const sound = gzipSync(Buffer.concat([makeNifti(small), surplus]));
    const wrong = Uint8Array.from(sound);
    wrong[wrong.length - 6]! ^= 1;
    for (const heldBytes of [1 << 20, 0]) {
      expect(await (await open(sound, { heldBytes })).read()).to.deep.equal(squares);
      const image = await open(wrong, { heldBytes });
      expect((await caught(image.read())).message).to.match(/gzip: expected sound deflated bytes/);
    }
  });

  it("refuses a small file that claims to be a large image, before anything is made", async () => {
    const values = new Uint8Array(64);
    const message = await failure({ shape: [32_000, 32_000, 32_000], values, gzip: true });
    expect(message).to.match(/gzip: expected 65536000000352 inflated bytes, found a file of \d+ bytes/);
    const image = await open(makeNifti({ shape: [100, 100], values, gzip: true }));
    expect((await caught(image.read())).message).to.match(/expected 20352 inflated bytes, found 416 bytes/);
  });
});

describe("openNifti, header", () => {
  it("places voxels by the quaternion as nibabel does", async () => {
    const cases: readonly (readonly [NiftiInput, readonly number[]])[] = [
      [
        { ...small, qform: { code: 1, numbers: [0.1, 0.2, 0.3, -10, 20, -30] }, pixdim: [-1, 2, 3, 4] },
        [
          ...[1.4799999666213983, -1.5492513835553647, -1.7237789870466562, -10],
          ...[1.1928342604719482, 2.3999999552965154, 0.26188946074077313, 20],
          ...[-0.6218894804103061, 0.9164171348946458, -3.599999988079071, -30],
        ],
      ],
      [
        { ...small, version: 2, qform: { code: 3, numbers: [-0.5, 0.5, 0.5, 1, 2, 3] }, pixdim: [1, 1.5, 2.5, 3.5] },
        [0, -2.5, 0, 1, 0, 0, 3.5, 2, -1.5, 0, 0, 3],
      ],
      [
        // 0.6² + 0.8² is above 1 in float32
        { ...small, qform: { code: 1, numbers: [0.6, 0, 0.8, 1, 2, 3] }, pixdim: [1, 1, 1, 2] },
        [-0.2799999771118169, 0, 1.9200000133514397, 1, 0, -1, 0, 2, 0.9600000066757198, 0, 0.5599999542236338, 3],
      ],
    ];
    for (const [input, expected] of cases) {
      const { affine } = await open(makeNifti(input));
      for (const [index, value] of affine.matrix.entries()) expect(value).to.be.closeTo(expected[index]!, 1e-14);
      expect([affine.source, affine.space]).to.deep.equal(["qform", input.version === 2 ? "Talairach" : "scanner"]);
    }
  });

  it("prefers the sform, and falls back on the spacings, which place the image nowhere", async () => {
    const numbers = Array.from({ length: 12 }, (_, index) => index + 0.5);
    const both = { ...small, sform: { code: 4, numbers }, qform: { code: 1, numbers: [9, 9, 9] } };
    const { affine } = await open(makeNifti(both));
    expect(affine).to.deep.equal({ matrix: numbers, source: "sform", space: "MNI 152" });
    const bare = await open(makeNifti({ ...small, pixdim: [0, 2, 3, 4] }));
    const matrix = [2, 0, 0, 0, 0, 3, 0, 0, 0, 0, 4, 0];
    expect(bare.affine).to.deep.equal({ matrix, source: "pixdim", space: null });
    const flat = await open(makeNifti({ shape: [24], values: small.values, pixdim: [0, 2] }));
    expect(flat.affine.matrix).to.deep.equal([2, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]);
  });

  it("knows units and the time from volume to volume, and says where it does not", async () => {
    const about = async (units: number, pixdim: readonly number[], shape = [2, 3, 2, 2]) => {
      const image = await open(makeNifti({ shape, values: small.values, units, pixdim: [0, 1, 1, 1, ...pixdim] }));
      return [image.units.space, image.units.time, image.timeStepS];
    };
    expect(await about(10, [2.5])).to.deep.equal(["mm", "s", 2.5]);
    expect(await about(1 + 16, [500])).to.deep.equal(["m", "ms", 0.5]);
    expect(await about(3 + 24, [250_000])).to.deep.equal(["um", "us", 0.25]);
    expect(await about(2 + 32, [2.5])).to.deep.equal(["mm", "Hz", null]);
    expect(await about(2, [2.5])).to.deep.equal(["mm", null, null]);
    expect(await about(10, [0])).to.deep.equal(["mm", "s", null]);
    expect(await about(10, [2.5], [2, 3, 4])).to.deep.equal(["mm", "s", null]);
  });

  it("passes over extensions, and over what stands behind the values", async () => {
    const offset = 3008;
    const file = makeNifti({ ...small, offset, description: "made" });
    file.set(bytesOf(new Int32Array([1, 2656, 6])), 348);
    const image = await open(new Uint8Array([...file, 1, 2, 3]));
    expect(image.description).to.equal("made");
    expect(await image.read()).to.deep.equal(squares);
  });

  it("reads a pair of header and image, which may be compressed", async () => {
    for (const [version, magic] of [
      [1, "ni1\0"],
      [2, "ni2\0\r\n\x1a\n"],
    ] as const) {
      const header = makeNifti({ ...small, version, magic, offset: 0 }).slice(0, version === 1 ? 348 : 540);
      const image = memorySource("a.img", small.values);
      expect(await (await open(header, { image })).read()).to.deep.equal(squares);
      expect((await caught(open(header))).message).to.match(/magic: .*give the file with the ending \.img/);
    }
  });

  it("refuses what is no NIfTI, or contradicts itself, and says why", async () => {
    expect((await caught(open(new Uint8Array(0)))).message).to.match(/sizeof_hdr: expected 348 or 540.*found 0 bytes/);
    expect((await caught(open(new Uint8Array(400)))).message).to.match(/sizeof_hdr: expected 348 or 540/);
    expect((await caught(open(makeNifti(small).slice(0, 340)))).message).to.match(/header: expected 348 bytes/);
    expect(await failure({ ...small, magic: "" })).to.match(/magic.*ANALYZE 7\.5/);
    expect(await failure({ ...small, version: 2, magic: "n+2\0\n\x1a\n\n" })).to.match(/magic: expected n\+2/);
    expect(await failure({ ...small, shape: [] })).to.match(/dim\[0\]: expected 1 to 7 axes, found 0/);
    expect(await failure({ ...small, shape: [2, -3, 4] })).to.match(/dim: expected lengths from 1, found 2, -3, 4/);
    expect(await failure({ ...small, shape: [2, 3, 5] })).to.match(/values: expected a file of 412 bytes, found 400/);
    expect(await failure({ ...small, offset: 348 })).to.match(/vox_offset: expected a whole number from 352/);
    expect(await failure({ ...small, offset: 352.5 })).to.match(/vox_offset/);
    expect(await failure({ ...small, bitpix: 8 })).to.match(/bitpix: expected 16, or 0, for data type 4, found 8/);
    expect(await failure({ ...small, datatype: 32 })).to.match(/datatype: .*code 32 \(complex numbers\)/);
    expect(await failure({ ...small, datatype: 128 })).to.match(/datatype: .*\(RGB colours\)/);
    expect(await failure({ ...small, datatype: 5 })).to.match(/datatype: .*found code 5$/);
    const far = [2 ** 40, 2 ** 40];
    expect(await failure({ ...small, version: 2, shape: far })).to.match(/dim: expected an image that fits a file/);
    const quaternion = { code: 1, numbers: [0.8, 0.8, 0] };
    expect(await failure({ ...small, qform: quaternion })).to.match(/qform: expected a quaternion/);
    const spacing = { qform: { code: 1, numbers: [0, 0, 0] }, pixdim: [1, 2, 0, 2] };
    expect(await failure({ ...small, ...spacing })).to.match(/pixdim: expected spacings above 0, found 2, 0, 2/);
    const nowhere = { code: 1, numbers: [Number.NaN] };
    expect(await failure({ ...small, sform: nowhere })).to.match(/sform: expected finite numbers/);
  });
});

describe("openNifti, real files", () => {
  // reference values by nibabel 5.4.2
  const cases = [
    { path: "haxby-slice/bold.nii.gz", dtype: "<i2", shape: [40, 20, 1, 1452], sum: 1118771612, timeStepS: 2.5 },
    {
      path: "haxby-25mm/run001_bold_25mm.nii.gz",
      dtype: "<i2",
      shape: [6, 10, 10, 121],
      sum: 22717688,
      timeStepS: 2.5,
    },
    { path: "haxby-25mm/mask_brain.nii.gz", dtype: "<i2", shape: [6, 10, 10], sum: 129, timeStepS: null },
    { path: "haxby-25mm/mask_gray.nii.gz", dtype: "<f4", shape: [6, 10, 10], sum: 28, timeStepS: null },
    { path: "haxby-25mm/mask_hoc.nii.gz", dtype: "|u1", shape: [6, 10, 10], sum: 906, timeStepS: null },
  ] as const;
  for (const { path, dtype, shape, sum, timeStepS } of cases) {
    it(`reads ${path} as nibabel does`, async function () {
      const image = await openNifti(await fileSource(realData(this, `encoding/${path}`)));
      expect(image).to.deep.include({ dtype, shape, timeStepS, scaling: null });
      expect(image.units).to.deep.equal({ space: "mm", time: timeStepS === null ? null : "s" });
      let total = 0;
      for (const value of (await image.read()) as Int16Array) total += value;
      expect(total).to.equal(sum);
      expect(image.affine.matrix.slice(0, 4)).to.deep.equal(
        shape[0] === 40
          ? [-3.0999999046325684, 0, 0, 60.44999694824219]
          : [-25, ...(timeStepS ? [0, 0] : [-0, -0]), 62.5],
      );
    });
  }

  it("reads the series of a voxel", async function () {
    const image = await openNifti(await fileSource(realData(this, "encoding/haxby-slice/bold.nii.gz")));
    const series = (await image.read([range(10), range(13), range(0)])) as Int16Array;
    expect([0, 1, 700, 1451].map((volume) => series[volume])).to.deep.equal([1801, 1797, 1781, 1668]);
    expect(series.reduce((sum, value) => sum + value, 0)).to.equal(2522762);
  });
});
