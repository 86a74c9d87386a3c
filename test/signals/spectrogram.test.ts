import { expect } from "chai";
import fc from "fast-check";
import { openWav } from "../../src/formats/wav.js";
import { fileSource } from "../../src/node/file-source.js";
import { hannKernel, hannWindow } from "../../src/signals/hann-weights.js";
import { magnitudeSpectrogram } from "../../src/signals/magnitude-spectrogram.js";
import { smoothWithKernel } from "../../src/signals/smooth-with-kernel.js";
import { decibels, decibelsBelow } from "../../src/stats/decibels.js";
import { expectClose } from "../encoders/encoder-fixtures.js";
import { realData } from "../support/real-data.js";

/** Spectrograms of the songs: 8 ms windows every millisecond, 250 to 8000 Hz. */
const settings = { samplingRateHz: 32_000, stepSamples: 32, lowestHz: 250, highestHz: 8000 };
const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);

describe("magnitudeSpectrogram", () => {
  it("puts a tone into its frequency, with half the weight of the window", () => {
    const tone = Float64Array.from({ length: 4096 }, (_, t) => Math.cos((2 * Math.PI * 2000 * t) / 32_000));
    const { magnitudes, frequenciesHz, timeS } = magnitudeSpectrogram(tone, settings);
    expect([magnitudes.rows, magnitudes.columns]).to.deep.equal([128, 63]);
    expect([frequenciesHz[0], frequenciesHz[1], frequenciesHz[62]]).to.deep.equal([250, 375, 8000]);
    expect(timeS[64]).to.equal(0.064);
    const row = magnitudes.values.slice(64 * 63, 65 * 63);
    expect(row.indexOf(Math.max(...row))).to.equal(14);
    expect(row[14]).to.be.closeTo(sum(hannWindow(256)) / 2, 1e-9);
  });

  it("centres windows, with nothing beyond the ends of the sound", () => {
    const click = new Float64Array(1000);
    click[320] = 1;
    const { magnitudes } = magnitudeSpectrogram(click, settings);
    const first = Array.from({ length: magnitudes.rows }, (_, row) => magnitudes.values[row * 63]!);
    expect(magnitudes.rows).to.equal(32);
    expect(first[10]).to.be.closeTo(1, 1e-12);
    expect(first[9]).to.be.closeTo(first[11]!, 1e-12);
    expect(first[9]).to.be.closeTo(hannWindow(256)[160]!, 1e-12);
    expect(first.findIndex((value) => value > 1e-12)).to.equal(7);
    expect(magnitudeSpectrogram([], settings).magnitudes.rows).to.equal(0);
  });

  it("keeps the energy of the weighted samples (Parseval)", () => {
    const sound = Float64Array.from({ length: 64 }, (_, t) => Math.sin(t * t));
    const { magnitudes } = magnitudeSpectrogram(sound, { samplingRateHz: 64, stepSamples: 32, windowSamples: 64 });
    const weights = hannWindow(64);
    const inside = sum(sound.map((value, t) => (value * weights[t]!) ** 2));
    const powers = magnitudes.values.slice(33).map((value) => value ** 2);
    expect((2 * sum(powers) - powers[0]! - powers[32]!) / 64).to.be.closeTo(inside, 1e-12);
  });

  it("gives the spectrograms of the songs as NumPy does", async function () {
    this.timeout(60_000);
    const songs = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const path = realData(this, `encoding/zebra-finch-auditory/stim${index + 1}.wav`);
        return magnitudeSpectrogram(await (await openWav(await fileSource(path))).read(), settings).magnitudes;
      }),
    );
    const reference = songs.reduce((most, { values }) => values.reduce((a, b) => Math.max(a, b), most), 0);
    expect(songs.reduce((rows, song) => rows + song.rows, 0)).to.equal(38_764);
    expectClose([reference], [7.775766348531431], 1e-9);
    const song = songs[18]!;
    expect([song.rows, song.columns]).to.deep.equal([2090, 63]);
    expectClose([sum(song.values)], [11397.944888972841], 1e-6);
    const at = [song.values[500 * 63 + 10]!, song.values[0]!, song.values[2089 * 63 + 62]!];
    expectClose(at, [0.006693422047184984, 1.9388266452129036e-5, 0.0007742939093117825], 1e-12);
    const levels = decibels(song.values, { reference, floor: -80 }).map((level) => level + 80);
    expectClose([sum(levels) / levels.length, levels[500 * 63 + 10]!], [29.43520129740274, 18.698100154799945], 1e-8);
    expect(levels.filter((level) => level === 0).length / levels.length).to.be.closeTo(0.02476646160856687, 1e-12);
  });

  const refused = [
    { samplingRateHz: 0 },
    { stepSamples: 0.5 },
    { windowSamples: 255 },
    { lowestHz: 300, highestHz: 310 },
    { lowestHz: Number.NaN },
  ];
  for (const change of refused) {
    it(`refuses ${JSON.stringify(change)}`, () => {
      expect(() => magnitudeSpectrogram([1, 2], { ...settings, ...change })).to.throw(Object.keys(change)[0]!);
    });
  }
});

describe("Hann weights", () => {
  it("of a window are one period of the raised cosine", () => {
    expectClose([...hannWindow(4)], [0, 0.5, 1, 0.5], 1e-15);
    expect(() => hannWindow(1)).to.throw("length: expected a whole number from 2, found 1");
  });

  it("of a kernel have no zero and sum to 1, as NumPy gives them", () => {
    const kernel = hannKernel(21);
    expectClose([kernel[0]!, kernel[5]!, kernel[10]!], [0.00184123, 0.0519234, 1 / 11], 5e-9);
    expect(sum(kernel)).to.be.closeTo(1, 1e-15);
    expect([...hannKernel(1)]).to.deep.equal([1]);
    expect(() => hannKernel(20)).to.throw("points: expected an odd whole number, found 20");
  });

  it("smooth as numpy.convolve does in its mode same", () => {
    const x = Float64Array.from({ length: 1000 }, (_, t) => Math.sin(0.37 * t + t * t * 0.0004));
    const y = smoothWithKernel(x, hannKernel(21));
    expectClose([y[0]!, y[3]!, y[500]!, y[999]!], [0.31415467, 0.39558413, -0.01178133, 0.08193485], 5e-9);
    expect(() => smoothWithKernel(x, [1, 1])).to.throw("kernel: expected an odd number of weights, found 2");
  });

  it("turn the kernel round, and leave an impulse in its place", () => {
    expect([...smoothWithKernel([0, 0, 1, 0, 0], [1, 2, 3])]).to.deep.equal([0, 1, 2, 3, 0]);
    expect([...smoothWithKernel([1, 0], [1, 2, 3, 4, 5])]).to.deep.equal([3, 4]);
    const traces = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { maxLength: 40 });
    fc.assert(
      fc.property(traces, (x) => {
        expect([...smoothWithKernel(x, [0, 1, 0])]).to.deep.equal(x.map((value) => value + 0));
      }),
    );
  });
});

describe("decibels", () => {
  it("are 20 log10 of a ratio, with a floor", () => {
    expectClose([...decibels([1, 10, 0.1, 0], { floor: -80 })], [0, 20, -20, -80], 1e-12);
    expect(decibels([0])[0]).to.equal(Number.NEGATIVE_INFINITY);
    expect(decibels([-1], { floor: -80 })[0]).to.be.NaN;
    expect(decibels([2e-5], { reference: 2e-5 })[0]).to.equal(0);
    expect(() => decibels([1], { reference: 0 })).to.throw("reference: expected an amplitude above 0, found 0");
  });

  it("below a highest level need no reference", () => {
    expectClose([...decibelsBelow([0.5, 5, 0.05], 76.4286)], [56.4286, 76.4286, 36.4286], 1e-12);
    expect(() => decibelsBelow([0, -1], 70)).to.throw("reference");
  });
});
