import { expect } from "chai";
import { instanceColour, type Rgb } from "../../../src/volumes/projections/instance-colours.js";

/** How readers without one kind of cones see linear colours: Machado, Oliveira and Fernandes 2009, severity 1. */
const sights = {
  usual: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
};

function times(matrix: readonly number[], [a, b, c]: readonly number[]): number[] {
  return [0, 3, 6].map((row) => matrix[row]! * a! + matrix[row + 1]! * b! + matrix[row + 2]! * c!);
}

function linear(colour: Rgb): number[] {
  return colour.map((part) => (part <= 10.31475 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
}

/** Oklab coordinates, in which equal distances look about equally far. */
function oklab(colour: Rgb, sight: readonly number[]): number[] {
  const seen = times(sight, linear(colour)).map((part) => Math.max(0, Math.min(1, part)));
  const cones = times(
    [
      0.4122214708, 0.5363325363, 0.0514459929, 0.2119034982, 0.6806995451, 0.1073969566, 0.0883024619, 0.2817188376,
      0.6299787005,
    ],
    seen,
  );
  return times(
    [
      0.2104542553, 0.793617785, -0.0040720468, 1.9779984951, -2.428592205, 0.4505937099, 0.0259040371, 0.7827717662,
      -0.808675766,
    ],
    cones.map(Math.cbrt),
  );
}

function nearest(colours: readonly Rgb[], sight: readonly number[]): number {
  const places = colours.map((colour) => oklab(colour, sight));
  return Math.min(
    ...places.flatMap((one, index) =>
      places.slice(0, index).map((other) => Math.hypot(...one.map((part, k) => part - other[k]!))),
    ),
  );
}

describe("instanceColour", () => {
  const ofOneChannel = [1, 2, 3, 4, 5, 6, 7].map((label) => instanceColour(0, label));
  const ofOwnChannels = [0, 1, 2, 3, 4, 5, 6].map((channel) => instanceColour(channel, channel + 1));
  const ofMasks = [0, 1, 2, 3, 4, 5, 6].map((channel) => instanceColour(channel, 1));

  it("keeps seven instances apart for readers with usual sight and without red or green cones", () => {
    for (const sight of Object.values(sights)) {
      for (const colours of [ofOneChannel, ofOwnChannels, ofMasks]) expect(nearest(colours, sight)).to.be.above(0.07);
    }
  });

  it("can be seen on black, and as a swatch on white", () => {
    for (let label = 1; label <= 13; label++) {
      const [red, green, blue] = linear(instanceColour(0, label)) as [number, number, number];
      const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
      expect((luminance + 0.05) / 0.05).to.be.above(2.9);
      expect(1.05 / (luminance + 0.05)).to.be.above(1.15);
    }
  });

  it("gives an instance one colour, thirty-nine in turn, and any number some colour", () => {
    const names = Array.from({ length: 39 }, (_, place) => instanceColour(0, place + 1).join());
    expect(new Set(names)).to.have.lengthOf(39);
    expect(instanceColour(0, 40).join()).to.equal(names[0]);
    for (const label of [-3, 0, 2 ** 53 - 1]) expect(names).to.include(instanceColour(2, label).join());
  });
});
