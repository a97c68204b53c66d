import { join } from "node:path";
import ts from "typescript";

/** Tells whether a changed file still compiles, with the rest of the project as it is. */
export class Compiler {
  private readonly changed = new Map<string, { readonly text: string; readonly version: number }>();
  private readonly service: ts.LanguageService;
  private version = 0;

  constructor(private readonly folder: string) {
    const configuration = ts.readConfigFile(join(folder, "tsconfig.build.json"), (path) => ts.sys.readFile(path)).config;
    const { fileNames, options } = ts.parseJsonConfigFileContent(configuration, ts.sys, folder);
    this.service = ts.createLanguageService({
      getCompilationSettings: () => ({ ...options, noUnusedLocals: false, noUnusedParameters: false }),
      getCurrentDirectory: () => folder,
      getDefaultLibFileName: (settings) => ts.getDefaultLibFilePath(settings),
      getScriptFileNames: () => fileNames,
      getScriptVersion: (path) => `${this.changed.get(path)?.version ?? 0}`,
      getScriptSnapshot: (path) => {
        const content = this.changed.get(path)?.text ?? ts.sys.readFile(path);
        return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
      },
      fileExists: (path) => ts.sys.fileExists(path),
      readFile: (path) => ts.sys.readFile(path),
      directoryExists: (path) => ts.sys.directoryExists(path),
      getDirectories: (path) => ts.sys.getDirectories(path),
    });
  }

  public accepts(file: string, text: string): boolean {
    const path = join(this.folder, file);
    this.changed.set(path, { text, version: ++this.version });
    const errors = [...this.service.getSyntacticDiagnostics(path), ...this.service.getSemanticDiagnostics(path)];
    this.changed.set(path, { text: ts.sys.readFile(path)!, version: ++this.version });
    return errors.length === 0;
  }
}
