import { PlatformRecord } from "../../../tools/support/platform/platform";
import { nextStep } from "../../../tools/support/platform/recovery";
import { messageOf } from "../../support/synth";

const OURS: PlatformRecord = {
  status: "standing",
  endpoint: "http://127.0.0.1:5555",
  emulatorPid: 1,
  stateFile: "/state",
  stackFolder: "/stack",
};
const { emulatorPid: _, ...THEIRS } = OURS;

describe("what follows from an earlier npm start", () => {
  test("nothing: begin", () => expect(nextStep(undefined, false, undefined)).toBe("begin"));

  test.each(["standing", "incomplete"] as const)("%s on an emulator that answers: deploy over it", (status) =>
    expect(nextStep({ ...OURS, status }, true, undefined)).toBe("continue"),
  );

  test("an emulator that is gone: begin anew", () => expect(nextStep(OURS, false, undefined)).toBe("begin anew"));

  test.each(["deploying", "destroying"] as const)("killed while %s: begin anew", (status) =>
    expect(nextStep({ ...OURS, status }, true, undefined)).toBe("begin anew"),
  );

  test("somebody else's emulator is never thrown away", () =>
    expect(nextStep({ ...THEIRS, status: "deploying" }, false, OURS.endpoint)).toBe("continue"));

  test("another endpoint than the one it stands on is refused", () => {
    expect(messageOf(() => nextStep(OURS, true, "http://127.0.0.1:6666"))).toBe(
      "The platform was started on http://127.0.0.1:5555: run npm stop first, then npm start -- --endpoint http://127.0.0.1:6666.",
    );
  });
});
