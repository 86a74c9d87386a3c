import { expect } from "chai";
import { memoryFolder } from "../../src/bytes/memory-folder.js";
import { imageLabelAttributes } from "../../src/export/image-label.js";
import { exportTables } from "../../src/node/export-tables.js";
import { rowsOf } from "../../src/tables/batch.js";
import { memoryTables } from "../../src/tables/memory-tables.js";
import type { Row } from "../../src/tables/tables.js";
import { caught } from "../support/caught.js";
import { volumeTables } from "../support/volume-tables.js";

const tables = volumeTables({
  ...{ id: "R1:gt", role: "ground truth", shape: [4, 4, 4] as const },
  boxes: [
    { channel: 0, label: 1, box: [0, 1, 0, 1, 0, 2] as const },
    { channel: 1, label: 2, box: [1, 2, 0, 3, 0, 2] as const, isDim: true },
  ],
});
const instances = tables.flatMap((batch): readonly Row<"instances">[] =>
  batch.table === "instances" ? [...rowsOf({ ...batch, table: "instances" })] : [],
);

describe("instances as OME-NGFF image-label metadata", () => {
  it("have colours, and numbers and answers of the table, by label-value", () => {
    const { "image-label": made } = imageLabelAttributes(instances, { image: "../../" }) as Record<string, never>;
    expect(made)
      .include({ version: "0.4" })
      .deep.include({ source: { image: "../../" } });
    const { colors, properties } = made as unknown as Record<string, Record<string, unknown>[]>;
    expect(colors).deep.equal([
      { "label-value": 1, rgba: [230, 159, 0, 255] },
      { "label-value": 2, rgba: [86, 180, 233, 255] },
    ]);
    expect(properties!.map((entry) => [entry["label-value"], entry.channel, entry.voxels, entry.is_dim])).deep.equal([
      [1, 0, 2, false],
      [2, 1, 6, true],
    ]);
    expect(properties![0]).not.have.any.keys("volume_id", "instance", "volume_um3");
  });

  it("stand a level lower in version 0.5, which names itself there", () => {
    const { ome } = imageLabelAttributes(instances, { version: "0.5" }) as Record<string, Record<string, unknown>>;
    expect(Object.keys(ome!)).deep.equal(["version", "image-label"]);
    expect(ome!["image-label"]).have.all.keys("colors", "properties");
  });

  it("are refused where a number means two instances", async () => {
    const [first] = instances;
    const messageFor = async (other: Partial<Row<"instances">>) =>
      (await caught(async () => imageLabelAttributes([...instances, { ...first!, ...other }]))).message;
    expect(await messageFor({ channel: 3 })).contain("1 of R1:gt again, in channel 3");
    expect(await messageFor({ instance: 9, volume_id: "R2" })).contain("R2");
    expect(imageLabelAttributes([])).have.key("image-label");
  });

  it("are a file per volume by the command's name", async () => {
    const folder = memoryFolder();
    const written = await exportTables(memoryTables(tables), "ome-ngff-image-label", folder);
    expect(written).deep.equal([{ path: "made.R1_gt.zattrs.json", rows: 2 }]);
    const source = (await folder.open("made.R1_gt.zattrs.json"))!;
    const text = new TextDecoder().decode(await source.read(0, source.size));
    expect(JSON.parse(text)).deep.equal(imageLabelAttributes(instances));
    const empty = await caught(exportTables(memoryTables([]), "ome-ngff-image-label", memoryFolder()));
    expect(empty).include({ tag: "empty-result" });
  });
});
