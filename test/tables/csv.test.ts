import { expect } from "chai";
import { batchOf, type TableBatch } from "../../src/tables/batch.js";
import { toCsv } from "../../src/tables/csv.js";

async function csv(batches: readonly TableBatch[]): Promise<string> {
  let text = "";
  for await (const piece of toCsv(batches)) text += piece;
  return text;
}

describe("CSV", () => {
  it("quotes, keeps null and empty apart, writes lists as JSON and times as ISO 8601", async () => {
    const values = Float32Array.of(0.1, Number.NaN, -1.5e-8, 16777216, Number.POSITIVE_INFINITY);
    const row = { recording_id: 'a "b",\nc', channel_index: 1, chunk_index: 0, start_sample: 0, start_s: 0.1, values };
    expect(await csv([batchOf("signals", [row])])).to.equal(
      "recording_id,channel_index,chunk_index,start_sample,start_s,values\n" +
        '"a ""b"",\nc",1,0,0,0.1,"[0.1,null,-1.5e-8,16777216,""Infinity""]"\n',
    );
    const columns = { recording_id: ["r", ""], task: [null, ""], start_utc: [0, null], n_samples: [3, 4] };
    expect(await csv([{ table: "recordings", columns }])).to.equal(
      'recording_id,task,start_utc,n_samples\nr,,1970-01-01T00:00:00.000Z,3\n"","",,4\n',
    );
  });

  it("writes one header for many batches, and nothing for none", async () => {
    const batch: TableBatch = { table: "recordings", columns: { recording_id: ["r"] } };
    expect(await csv([batch, batch])).to.equal("recording_id\nr\nr\n");
    expect(await csv([])).to.equal("");
  });

  it("writes float32 samples so that they read back to the same bits", async () => {
    const bits = Uint32Array.from({ length: 5000 }, (_, index) => Math.imul(index + 1, 0x9e3779b1) >>> 0);
    const values = new Float32Array(bits.buffer).map((value) => (Number.isFinite(value) ? value : 0));
    const text = await csv([{ table: "signals", columns: { values: [values] } }]);
    const back = JSON.parse(text.slice("values\n".length).trim().slice(1, -1));
    expect(Float32Array.from(back)).to.deep.equal(values.map((value) => (value === 0 ? 0 : value)));
  });
});
