import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { Emulator } from "../../../tools/support/emulator/emulator";

/**
 * One emulator for all tests of a file, started before the first and stopped after the last.
 *
 *     const emulator = useEmulator();
 *     test("…", async () => { … emulator.url … });
 */
export function useEmulator(): { readonly url: string } {
  let emulator: Emulator | undefined;
  beforeAll(async () => {
    emulator = await Emulator.start();
  });
  afterAll(async () => {
    await emulator?.stop();
    // The log of a run that failed has been printed by Terraform's own messages.
    if (emulator) rmSync(dirname(emulator.log), { recursive: true, force: true });
  });
  return {
    get url() {
      if (!emulator) throw new Error("the emulator runs from beforeAll to afterAll only");
      return emulator.url;
    },
  };
}
