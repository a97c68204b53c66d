import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Failure } from "../support/failure";
import { CACHE, PROJECT } from "../support/paths";
import { FRONT, pages, repositoryUrl, siteFront, sitePage } from "./pages";

/** What is used of TypeDoc, whose types a CommonJS project can't import. */
interface Reflection {
  name: string;
  readonly kind: number;
  readonly frontmatter?: { readonly path?: string };
}
interface Router {
  getIdealBaseName(reflection: Reflection): string;
}
interface Application {
  readonly converter: { on(event: "createDeclaration", listener: (context: unknown, reflection: Reflection) => void): void };
  readonly renderer: {
    defineRouter(name: string, router: new (application: Application) => Router): void;
    on(event: "endPage", listener: (page: { contents?: string }) => void): void;
  };
  readonly logger: { hasErrors(): boolean; hasWarnings(): boolean };
  convert(): Promise<object | undefined>;
  validate(project: object): void;
  generateOutputs(project: object): Promise<void>;
}
interface TypeDoc {
  readonly Application: { bootstrapWithPlugins(options: object, readers: readonly object[]): Promise<Application> };
  readonly TypeDocReader: new () => object;
  readonly TSConfigReader: new () => object;
  readonly PackageJsonReader: new () => object;
  readonly KindRouter: new (application: Application) => Router;
  readonly ReflectionKind: { readonly Module: number };
}

/** Where the pages are written for TypeDoc to read, as they are in the project. */
const PAGES = join(CACHE, "site/pages");
const ROUTER = "pages";

/**
 * Builds the site with TypeDoc: the guides are its documents, the entry points of the package its modules.
 *
 * @param out the folder of the site
 * @throws Failure where TypeDoc has anything to say
 */
export async function generate(out: string): Promise<void> {
  // TypeDoc is an ES module: TypeScript would make a literal name a `require`.
  const name: string = "typedoc";
  const typedoc = (await import(name)) as TypeDoc;
  const application = await typedoc.Application.bootstrapWithPlugins(
    {
      options: join(PROJECT, "typedoc.json"),
      out,
      readme: join(PAGES, FRONT),
      projectDocuments: writePages(),
      router: ROUTER,
      sourceLinkTemplate: `${repositoryUrl()}/blob/{gitRevision}/{path}#L{line}`,
      navigationLinks: { Repository: repositoryUrl() },
    },
    [new typedoc.TypeDocReader(), new typedoc.PackageJsonReader(), new typedoc.TSConfigReader()],
  );
  nameModules(application, typedoc);
  routePages(application, typedoc);
  nameFrontPage(application);
  const project = await application.convert();
  if (project) application.validate(project);
  if (project && !application.logger.hasErrors()) await application.generateOutputs(project);
  if (application.logger.hasErrors() || application.logger.hasWarnings()) {
    throw new Failure("Not all pages are as they should be: see above.");
  }
}

/** A module is called as the package's subpath that it is. */
function nameModules(application: Application, { ReflectionKind }: TypeDoc): void {
  application.converter.on("createDeclaration", (_context, reflection) => {
    if (reflection.kind === ReflectionKind.Module) reflection.name = reflection.name.split("/").at(-1)!;
  });
}

/** A page has the address that it names before its text. */
function routePages(application: Application, { KindRouter }: TypeDoc): void {
  application.renderer.defineRouter(
    ROUTER,
    class extends KindRouter {
      override getIdealBaseName(reflection: Reflection): string {
        return reflection.frontmatter?.path ?? super.getIdealBaseName(reflection);
      }
    },
  );
}

/** A link to the front page names its file: TypeDoc's names the folder, which a browser lists where no server answers. */
function nameFrontPage(application: Application): void {
  application.renderer.on("endPage", (page) => {
    page.contents = page.contents?.replace(/href="((?:\.\.?\/)+)(?=[#"])/g, 'href="$1index.html');
  });
}

function writePages(): readonly string[] {
  rmSync(PAGES, { recursive: true, force: true });
  write(FRONT, siteFront(PAGES));
  return pages().map((page) => write(page.file, sitePage(page, PAGES)));
}

function write(file: string, text: string): string {
  const full = join(PAGES, file);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text);
  return full;
}
