import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { memorySource } from "../../src/bytes/memory-source.js";
import { openWav } from "../../src/formats/wav.js";
import { fileSource } from "../../src/node/file-source.js";
import { caught } from "../support/caught.js";
import { countingSource } from "../support/counting-source.js";
import { damagedCopies } from "../support/damaged-copies.js";
import { type MadeWav, makeWav, registeredTail } from "../support/make-wav.js";
import { realData } from "../support/real-data.js";
import { survive } from "../support/survive.js";

const open = (bytes: Uint8Array) => openWav(memorySource("sound.wav", bytes));

/** Sample types with the extremes of each, the bytes little-endian, and what they mean as shares of full scale. */
const types: readonly {
  readonly made: MadeWav;
  readonly bytes: readonly number[];
  readonly values: readonly number[];
}[] = [
  { made: { bits: 8 }, bytes: [0, 128, 255], values: [-1, 0, 127 / 128] },
  { made: { bits: 16 }, bytes: [0, 0x80, 1, 0, 0xff, 0x7f], values: [-1, 1 / 32768, 32767 / 32768] },
  { made: { bits: 24 }, bytes: [0, 0, 0x80, 0xff, 0xff, 0xff, 2, 1, 0], values: [-1, -1 / 2 ** 23, 258 / 2 ** 23] },
  { made: { bits: 32 }, bytes: [0, 0, 0, 0x80, 4, 3, 2, 1], values: [-1, 0x01020304 / 2 ** 31] },
  {
    made: { bits: 32, code: 3 },
    bytes: [0, 0, 0xc0, 0xbf, 0, 0, 0x80, 0x7f],
    values: [-1.5, Number.POSITIVE_INFINITY],
  },
  { made: { bits: 64, code: 3 }, bytes: [0x18, 0x2d, 0x44, 0x54, 0xfb, 0x21, 9, 0x40], values: [Math.PI] },
];
const turned = (bytes: readonly number[], size: number) =>
  Uint8Array.from({ length: bytes.length }, (_, at) => bytes[at - (at % size) + size - 1 - (at % size)]!);

describe("openWav", () => {
  for (const { made, bytes, values } of types) {
    const kind = `${made.code === 3 ? "floats" : "integers"} of ${made.bits} bits`;
    it(`reads ${kind} in both byte orders, with and without an extension`, async () => {
      for (const extension of [undefined, registeredTail]) {
        const header = { ...made, ...(extension && { extension }), rate: 44_100 };
        const little = await open(makeWav(Uint8Array.from(bytes), header));
        const big = await open(makeWav(turned(bytes, made.bits! / 8), { ...header, signature: "RIFX" }));
        for (const wav of [little, big]) {
          expect(wav).to.include({ samplingRateHz: 44_100, channels: 1, bitsPerSample: made.bits });
          expect(wav).to.include({ frames: values.length, encoding: made.code === 3 ? "float" : "pcm" });
          expect([...(await wav.read())]).to.deep.equal(values);
        }
      }
    });
  }

  it("gives frames of several channels, and windows of them, reading no other bytes", async () => {
    const samples = Int16Array.from({ length: 3000 }, (_, index) => index);
    const bytes = makeWav(new Uint8Array(samples.buffer), { channels: 3 });
    const source = countingSource(memorySource("sound.wav", bytes));
    const wav = await openWav(source);
    expect([wav.channels, wav.frames]).to.deep.equal([3, 1000]);
    source.reads.length = 0;
    const values = await wav.read({ start: 400, end: 402 });
    expect([...values].map((value) => value * 32768)).to.deep.equal([1200, 1201, 1202, 1203, 1204, 1205]);
    expect(source.reads).to.deep.equal([[44 + 2400, 44 + 2412]]);
    expect(await wav.read({ start: 1000 })).to.have.length(0);
    expect((await caught(wav.read({ start: 999, end: 1001 }))).message).to.match(/window\[0\].*<= 1000.*999 to 1001/);
  });

  it("passes over chunks that it does not need, also those of odd length", async () => {
    const between = [
      ["LIST", Uint8Array.from([100, 97, 116, 97, 4])],
      ["fact", new Uint8Array(4)],
    ] as const;
    const wav = await open(makeWav(Uint8Array.from([1, 0, 2, 0, 3]), { bits: 8, between }));
    expect([...(await wav.read())].map((value) => value * 128)).to.deep.equal([-127, -128, -126, -128, -125]);
  });

  const data = new Uint8Array(12);
  const broken: readonly (readonly [string, Uint8Array, RegExp])[] = [
    ["another format", new TextEncoder().encode("\x89PNG and more bytes"), /RIFF or RIFX, then WAVE/],
    ["an empty file", new Uint8Array(0), /WAV signature/],
    ["a file of 4 GiB and more", makeWav(data, { signature: "RF64" }), /less than 4 GiB/],
    ["compressed sound", makeWav(data, { code: 2, bits: 4, frameBytes: 1 }), /code 2 of 4 bits; save the sound uncom/],
    ["integers of 12 bits", makeWav(data, { bits: 12, frameBytes: 2 }), /format code 1 of 12 bits/],
    ["no channel", makeWav(data, { channels: 0 }), /found 0 channels at 8000 Hz/],
    ["no rate", makeWav(data, { rate: 0 }), /found 1 channels at 0 Hz/],
    ["frames of another size", makeWav(data, { frameBytes: 4 }), /expected 2 bytes for 1 × 16 bits, found 4/],
    ["half a frame", makeWav(data, { channels: 4 }), /whole frames of 8 bytes, found 12/],
    ["samples cut off", makeWav(data).slice(0, -4), /expected 12 bytes, found 8; the sound was cut off/],
    ["a length never written", makeWav(data, { dataBytes: 0xffffffff }), /expected 4294967295 bytes, found 12/],
    ["a sub-format of its own", makeWav(data, { extension: [1, 2, 3, 4, 5, 6, 7, 8] }), /found 0000-0010-0102-03/],
    ["no samples", makeWav(data).slice(0, 36), /WAV chunk data: expected bytes 36 to 44/],
    ["samples before the format", Uint8Array.from([...makeWav(data).slice(0, 12), ...makeWav(data).slice(36)]), /fmt/],
    ["chunks without end", makeWav(data, { between: Array(2000).fill(["JUNK", data]) }), /within 1000 chunks/],
  ];
  for (const [what, bytes, message] of broken) {
    it(`refuses ${what}`, async () => {
      const error = await caught(open(bytes));
      expect(error).to.include({ tag: "format", file: "sound.wav" });
      expect(error.message).to.match(message);
    });
  }

  it("gives sound or a tagged error for 2,400 damaged copies", async () => {
    const sound = Int16Array.from({ length: 200 }, (_, index) => 1000 * Math.sin(index));
    const bytes = new Uint8Array(sound.buffer);
    const files = [
      makeWav(bytes),
      makeWav(bytes, { signature: "RIFX", channels: 2, bits: 24, frameBytes: 6, dataBytes: 396 }),
    ];
    const extended = makeWav(bytes, { extension: registeredTail, between: [["LIST", new Uint8Array(9)]] });
    let refused = 0;
    for (const [index, file] of [...files, extended].entries()) {
      const copies = damagedCopies(file, { seed: 70 + index, count: 800, focus: [[0, 90]] });
      refused += await survive(copies, (copy) => readWhole(copy), { named: "sound.wav" });
    }
    expect(refused).to.be.within(900, 2350);
  });

  it("reads the 20 songs as Python's wave module does", async function () {
    const folder = "encoding/zebra-finch-auditory";
    const wav = await openWav(await fileSource(realData(this, `${folder}/stim19.wav`)));
    expect(wav).to.include({ samplingRateHz: 32_000, channels: 1, frames: 66_851, encoding: "pcm", bitsPerSample: 16 });
    const bytes = await readFile(realData(this, `${folder}/stim19.wav`));
    const values = await wav.read();
    for (let index = 0; index < values.length; index += 97) {
      expect(values[index]).to.equal(bytes.readInt16LE(44 + 2 * index) / 32768);
    }
    let frames = 0;
    for (let song = 1; song <= 20; song++) {
      frames += (await openWav(await fileSource(realData(this, `${folder}/stim${song}.wav`)))).frames;
    }
    expect(frames).to.equal(1240115);
  });
});

async function readWhole(bytes: Uint8Array): Promise<void> {
  const wav = await open(bytes);
  expect(await wav.read()).to.have.length(wav.frames * wav.channels);
  expect((wav.frames * wav.channels * wav.bitsPerSample) / 8).to.be.at.most(bytes.length);
}
