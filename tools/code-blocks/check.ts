import { join } from "node:path";
import * as ts from "typescript";
import { PROJECT } from "../support/paths";

/** What the compiler says of virtual files, each by its absolute path; everything else is read from the project. */
export function typeErrors(files: ReadonlyMap<string, string>): string[] {
  const { config } = ts.readConfigFile(join(PROJECT, "tsconfig.build.json"), ts.sys.readFile) as { config: { compilerOptions: object } };
  const options: ts.CompilerOptions = {
    ...ts.convertCompilerOptionsFromJson(config.compilerOptions, PROJECT).options,
    noEmit: true,
    noUnusedLocals: false,
    noUnusedParameters: false,
    types: ["jest", "node"],
    paths: {
      "cdktf-trading-platform": [join(PROJECT, "src/index.ts")],
      "cdktf-trading-platform/testing": [join(PROJECT, "src/testing/index.ts")],
      "cdktf-trading-platform/testing/*": [join(PROJECT, "src/testing/matchers/*.ts")],
      "cdktf-trading-platform/core": [join(PROJECT, "src/core/index.ts")],
      "cdktf-trading-platform/*": [join(PROJECT, "modules/*/index.ts")],
    },
  };
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists, getSourceFile } = host;
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.readFile = (name) => files.get(name) ?? readFile(name);
  host.getSourceFile = (name, language, ...rest) => {
    const text = files.get(name);
    return text === undefined ? getSourceFile(name, language, ...rest) : ts.createSourceFile(name, text, language, true);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files.keys()].flatMap((name) => {
    const source = program.getSourceFile(name)!;
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map((diagnostic) => {
      const { line } = source.getLineAndCharacterOfPosition(diagnostic.start ?? 0);
      return `${name}:${line + 1}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n")}\n    ${source.text.split("\n")[line]}`;
    });
  });
}
