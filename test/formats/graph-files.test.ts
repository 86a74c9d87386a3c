import { expect } from "chai";
import fc from "fast-check";
import { FormatError, isNeuroloomError } from "../../src/errors.js";
import { readGexf, writeGexf } from "../../src/formats/gexf.js";
import type { GraphDocument } from "../../src/formats/graph-document.js";
import { readGraphml, writeGraphml } from "../../src/formats/graphml.js";
import { readXml } from "../../src/formats/xml/read-xml.js";
import { damagedCopies } from "../support/damaged-copies.js";

const formats = {
  graphml: { read: readGraphml, write: (graph: GraphDocument) => [...writeGraphml(graph)].join("") },
  gexf: { read: readGexf, write: (graph: GraphDocument) => [...writeGexf(graph)].join("") },
} as const;

const types = {
  graph: { title: "string", count: "int" },
  node: { group: "string", x: "double", known: "boolean" },
  edge: { weight: "double", n: "int", note: "string", sure: "boolean" },
} as const;

const example: GraphDocument = {
  directed: true,
  types,
  attributes: { title: 'A "graph" <of> & é\n two lines\t', count: 3 },
  nodes: [
    { id: "a", attributes: { group: "", x: -0.1, known: true } },
    { id: "b <&> \"q\" 'p'", attributes: {} },
    { id: "ü 𝄞", attributes: { known: false, x: 1e-300 } },
  ],
  edges: [
    { id: "0", source: "a", target: "ü 𝄞", directed: true, attributes: { weight: 3, n: -7, sure: true } },
    { id: "1", source: "a", target: "a", directed: true, attributes: { weight: 0.1, note: "]]> &amp;" } },
    { id: "1b", source: "b <&> \"q\" 'p'", target: "a", directed: false, attributes: {} },
  ],
};

// characters that XML 1.0 can hold
const text = fc.string({ unit: "grapheme" }).map((value) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that XML does not allow
  value.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "?"),
);

for (const [name, { read, write }] of Object.entries(formats)) {
  describe(`formats: ${name}`, () => {
    it("gives back what was written", () => {
      expect(read(write(example))).deep.equal(example);
    });

    it("gives back any graph", () => {
      const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
      const kept = (attributes: object) =>
        Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined));
      const number = fc.double({ noNaN: true });
      const graph = fc.uniqueArray(text, { minLength: 1, maxLength: 6 }).chain((ids) =>
        fc.record({
          directed: fc.boolean(),
          nodes: fc.tuple(
            ...ids.map((id) =>
              fc.record({ group: maybe(text), x: maybe(number), known: maybe(fc.boolean()) }).map((attributes) => ({
                id,
                attributes: kept(attributes),
              })),
            ),
          ),
          edges: fc.array(
            fc.record({
              source: fc.constantFrom(...ids),
              target: fc.constantFrom(...ids),
              directed: fc.boolean(),
              attributes: fc.record({ weight: maybe(number), n: maybe(fc.integer()), note: maybe(text) }).map(kept),
            }),
          ),
        }),
      );
      fc.assert(
        fc.property(graph, ({ directed, nodes, edges }) => {
          const own = { ...types, edge: { weight: "double", n: "int", note: "string" } } as const;
          const numbered = edges.map((edge, index) => ({ id: String(index), ...edge }));
          const made = {
            directed,
            types: own,
            attributes: { title: "t", count: 1 },
            nodes,
            edges: numbered,
          } as GraphDocument;
          const back = read(write(made));
          expect(back.nodes).deep.equal(made.nodes);
          // a type is known of GEXF's weight where a weight is there
          expect(back.edges).deep.equal(made.edges);
        }),
        { numRuns: 200 },
      );
    });

    it("answers 2,500 damaged files with a graph or an error that names the file", () => {
      const bytes = new TextEncoder().encode(write(example));
      let refused = 0;
      for (const { bytes: damaged, what } of damagedCopies(bytes, { seed: 7, count: 2500 })) {
        try {
          const graph = read(new TextDecoder().decode(damaged), "the file");
          const ids = new Set(graph.nodes.map(({ id }) => id));
          for (const { source, target } of graph.edges) expect(ids.has(source) && ids.has(target), what).equal(true);
        } catch (error) {
          if (!isNeuroloomError(error)) throw error;
          expect(error.message, what).contain("the file");
          refused++;
        }
      }
      expect(refused).above(1000);
    });

    it("refuses edges to nodes that are not there, doubled nodes, values of another type, other roots", () => {
      const changed = (from: string, to: string) => () => read(write(example).replace(from, to));
      expect(changed('target="a"', 'target="z"')).throw(FormatError, /edge 1: expected nodes of the graph, found z/);
      expect(changed('id="a"', 'id="ü 𝄞"')).throw(FormatError, /one id twice/);
      for (const wrong of ["seven", "0x7", "7.5", "", "NaN"]) {
        expect(changed("-7", wrong)).throw(FormatError, /edge 0, n: expected a value of type int/);
      }
      expect(() => read("<html></html>")).throw(FormatError, /root element/);
      expect(() => read("")).throw(FormatError, /end of the text/);
    });
  });
}

describe("formats: graphml of other programs", () => {
  it("reads undirected graphs, defaults, keys for all, missing ids and prefixes", () => {
    const graph = readGraphml(`<?xml version='1.0'?><!-- made by hand -->
      <g:graphml xmlns:g="http://graphml.graphdrawing.org/xmlns">
        <key id='k' for='node' attr.name='colour' attr.type='string'><default>grey</default></key>
        <key id="w" for="edge" attr.name="weight" attr.type="float"/>
        <key id="l" for="all" attr.name="label"/>
        <g:graph edgedefault="undirected">
          <node id="n0"><data key="k"><![CDATA[<red>]]></data></node><node id="n1"/>
          <edge source="n0" target="n1"><data key="w">1e-3</data><data key="l">x&#x41;</data></edge>
        </g:graph>
      </g:graphml>`);
    expect(graph.directed).equal(false);
    expect(graph.nodes.map(({ attributes }) => attributes.colour)).deep.equal(["<red>", "grey"]);
    expect(graph.edges).deep.equal([
      { id: "0", source: "n0", target: "n1", directed: false, attributes: { weight: 0.001, label: "xA" } },
    ]);
    expect(graph.types.node).deep.equal({ colour: "string", label: "string" });
  });

  it("refuses document types, so that no entity can grow", () => {
    expect(() => readGraphml('<!DOCTYPE g [<!ENTITY a "aaaa">]><graphml/>')).throw(FormatError, /line 1/);
    expect(() => [...readXml("<a>\n&b;</a>", "f")]).throw(FormatError, /f: line 1: expected a character/);
    expect(() => [...readXml("<a>\n</b>", "f")]).throw(FormatError, /f: line 2/);
    expect(() => [...readXml('<a x="1" x="2"/>', "f")]).throw(FormatError, /one attribute x/);
    expect(() => [...readXml("<a/><b/>", "f")]).throw(FormatError, /one root element/);
  });
});
