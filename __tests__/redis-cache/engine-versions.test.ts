import { warnings } from "../support/synth";
import { cache } from "./fixture";

// ElastiCache User Guide, "Supported engines and versions".
test.each(["8.7", "9.8"])("a version that is newer than those known here is warned of: %s", (engineVersion) => {
  expect(warnings(cache({ engineVersion }).cache)).toEqual([
    `Version ${engineVersion} is newer than those known here: look it up in "Supported engines and versions" before you deploy.`,
  ]);
});

test.each(["7.2", "8", "8.0", "8.1", "8.2", "9", "9.0"])("but not %s", (engineVersion) => {
  expect(warnings(cache({ engineVersion }).cache)).toEqual([]);
});
