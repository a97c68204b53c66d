/** The process that makes a load: it is told which, and answers with what came of it. It ends with the process that has started it. */
import { Load } from "./load";
import { FromLoader, ToLoader } from "./messages";

const tell = (message: FromLoader): void => void process.send!(message);

process.on("disconnect", () => process.exit(1));
process.on("message", ({ plan }: ToLoader) => {
  void new Load(plan)
    .run((progress) => tell({ type: "progress", progress }))
    .then((outcome) => process.send!({ type: "loaded", outcome } satisfies FromLoader, () => process.exit(0)));
});
