import { readableLine } from "../../../tools/serve/log-line";

test.each([
  [
    '{"level":"warn","msg":"the books couldn\'t be swept now","err":{"message":"timeout"}}',
    "warn: the books couldn't be swept now (timeout)",
  ],
  ['{"level":"info","msg":"migrated"}', "info: migrated"],
  ["Error: no JSON", "Error: no JSON"],
  ['{"a":1}', '{"a":1}'],
])("a line of the log is read by a person: %s", (line, expected) => {
  expect(readableLine(line)).toBe(expected);
});
