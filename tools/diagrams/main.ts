/** Draws the pictures of the examples. */
import { readArguments } from "../support/arguments";
import { runTool } from "../support/failure";
import { writeGenerated } from "../support/generated-files";
import { pictures } from "./pictures";

const USAGE = `Usage: npm run diagrams [-- --check]

Draws the architecture of each example, as its synthesized stacks have it.

  --check   write nothing; end with status 1 unless the pictures are current
  --help    this text`;

async function main(): Promise<void> {
  const { values } = readArguments(USAGE, { check: { type: "boolean" } });
  writeGenerated(pictures(), { check: values.check === true, command: "npm run diagrams" });
}

void runTool(main);
