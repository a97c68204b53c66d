import { choosePython } from "../../../tools/support/emulator/python-binary";
import { messageOf } from "../../support/synth";

test("the first that is new enough is taken", () => {
  const found = [
    { program: "python3", version: [3, 9, 2] },
    { program: "python3.12", version: [3, 12, 1] },
  ];
  expect(choosePython(found)).toBe("python3.12");
});

test("too old: says which was found, and how to get a newer one", () => {
  expect(messageOf(() => choosePython([{ program: "python3", version: [3, 9, 2] }]))).toMatch(
    /needs Python 3\.10 or newer; python3 is 3\.9\.2\. Install Python 3\.10/,
  );
});

test("missing: says under which names it was looked for", () => {
  expect(messageOf(() => choosePython([], ["py"]))).toMatch(/needs Python 3\.10 or newer; none answers as py\. Install/);
});
