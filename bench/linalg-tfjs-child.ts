import { createRequire } from "node:module";
import { timeMeasures } from "./graph-timing.js";
import { linalgTasks, taskName, taskValues } from "./linalg-tasks.js";

// the CommonJS builds: the others import without file endings, which Node refuses
const required = createRequire(import.meta.url);
const tf = required("@tensorflow/tfjs-core") as typeof import("@tensorflow/tfjs-core");
required("@tensorflow/tfjs-backend-wasm");
await tf.setBackend("wasm");

/** Products in single precision: what this library has. The factors are in its memory already, the product comes out. */
const tasks = linalgTasks.filter(({ kind, precision }) => precision === "float32" && kind.endsWith("·B"));

timeMeasures(
  Object.fromEntries(
    tasks.map((task) => {
      const [a, b] = [0, 1].map((shift) =>
        tf.tensor2d(taskValues(task, shift) as Float32Array, [task.size, task.size]),
      );
      const run = () => {
        const product = tf.matMul(a!, b!, task.kind === "Aᵀ·B");
        const values = product.dataSync();
        product.dispose();
        return values[values.length - 1]!;
      };
      return [taskName(task), run];
    }),
  ),
);
