import { readMeadows } from "../../formats/meadows.js";
import { fromPartials } from "../../rsa/stack/from-partials.js";
import { makeStack, unknownDescription } from "../../rsa/stack/make-stack.js";
import type { ReadRdms } from "./read-rdms.js";

/**
 * The RDMs of a download of Meadows. Tasks over different stimuli become one stack over all of them, in which the pairs
 * that a participant did not see are unknown.
 */
export const readMeadowsRdms: ReadRdms = async (source, _, { signal }) => {
  const arranged = await readMeadows(source, signal);
  const words = arranged.map(({ participant, task, taskIndex }) =>
    [participant, task ?? taskIndex].filter((word) => word !== null).join("_"),
  );
  return fromPartials(
    arranged.map(({ participant, task, taskIndex, stimuli, values }, index) => {
      const isOnly = words.indexOf(words[index]!) === words.lastIndexOf(words[index]!) && words[index] !== "";
      const id = isOnly ? words[index]! : `${words[index] || "rdm"}#${index + 1}`;
      const descriptors = { participant, task, task_index: taskIndex };
      return makeStack({
        conditions: stimuli,
        values,
        rdms: [{ ...unknownDescription(id), dissimilarity: "euclidean", descriptors }],
      });
    }),
  );
};
