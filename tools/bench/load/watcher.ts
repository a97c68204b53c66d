/** The process that holds WebSockets, until it is told to stop: it answers with what they got. It ends with the process that has started it. */
import { FromWatcher, ToWatcher } from "./messages";
import { Watch, socketOf } from "./watch";

let watch: Watch | undefined;

process.on("disconnect", () => process.exit(1));
process.on("message", (message: ToWatcher) => {
  if (message.type === "count") return watch!.count();
  if (message.type === "stop") {
    process.send!({ type: "watched", outcome: watch!.stop() } satisfies FromWatcher, () => process.exit(0));
    return;
  }
  watch = new Watch(message.plan, socketOf());
  void watch.start().then(() => process.send!({ type: "watching" } satisfies FromWatcher));
});
