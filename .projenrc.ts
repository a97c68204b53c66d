import { readFileSync } from "node:fs";
import { JsonFile, JsonPatch, github, javascript, release as releases, typescript } from "projen";

/** The library's modules, each of which is a subpath of the published package. */
const MODULES = ["network", "storage", "alb-asg", "aurora-cluster", "redis-cache", "edge", "state-backend"];

/** Subpath of the published package → its compiled entry, without extension. */
const ENTRY_POINTS: Record<string, string> = {
  ...Object.fromEntries(MODULES.map((module) => [module, `lib/modules/${module}/index`])),
  core: "lib/src/core/index",
  testing: "lib/src/testing/index",
  // The matchers with the types of each runner's `expect`.
  ...Object.fromEntries(["jest", "jest-globals", "vitest"].map((runner) => [`testing/${runner}`, `lib/src/testing/matchers/${runner}`])),
};

const project = new typescript.TypeScriptProject({
  name: "cdktf-trading-platform",
  description:
    "CDKTF modules for AWS that assemble a trading platform: network, edge, load balancing, compute, Aurora, Redis, storage and state",
  keywords: ["cdktf", "terraform", "aws", "cloudfront", "alb", "autoscaling", "aurora", "elasticache", "trading"],
  authorName: "cdktf-trading-platform maintainers",
  authorOrganization: true,
  repository: "git+https://github.com/cdktf-trading-platform/cdktf-trading-platform.git",
  license: "Apache-2.0",
  copyrightOwner: "cdktf-trading-platform maintainers",
  defaultReleaseBranch: "main",
  projenrcTs: true,
  runner: typescript.TypeScriptRunner.tsx(),

  packageManager: javascript.NodePackageManager.NPM,
  // As the provider's bindings ask for.
  minNodeVersion: "20.9.0",
  workflowNodeVersion: "20",
  npmAccess: javascript.NpmAccess.PUBLIC,
  releaseToNpm: true,
  // A person starts a release, after the review that CONTRIBUTING.md says: its users' plans follow from it.
  releaseTrigger: releases.ReleaseTrigger.workflowDispatch(),
  npmTrustedPublishing: true,
  // Its rules say who may publish, and from which branch: CONTRIBUTING.md.
  releaseEnvironment: "release",
  // What publishes is named to the last place, since it holds the right to.
  jsiiReleaseVersion: "0.2.1061",
  depsUpgrade: true,
  // A pull request with generated files that aren't current fails; nobody else's hand writes into its branch.
  buildWorkflowOptions: { mutableBuild: false },
  githubOptions: {
    mergify: false,
    pullRequestLintOptions: {
      semanticTitleOptions: {
        types: ["feat", "fix", "docs", "test", "refactor", "perf", "bench", "style", "build", "ci", "chore", "revert"],
      },
    },
  },
  // The next major needs Node 22.
  bumpPackage: "commit-and-tag-version@^12",
  // cdktf deploys through a pseudo-terminal; the one dependency that compiles on installation.
  allowScripts: ["@cdktf/node-pty-prebuilt-multiarch"],

  peerDeps: ["cdktf@^0.21.0", "constructs@^10.4.2", "@cdktf/provider-aws@^20.1.0 || ^21.0.0"],
  peerDependencyOptions: { pinnedDevDependency: false },
  devDeps: [
    "@arethetypeswrong/cli@0.18.5",
    "@aws-sdk/client-s3",
    "@aws-sdk/client-sqs",
    "cdktf@0.21.0",
    "cdktf-cli@0.21.0",
    "constructs@10.4.2",
    "@cdktf/provider-aws@20.1.0",
    "@microsoft/api-extractor",
    // Pinned: the newest release that is published for every platform.
    "@swc/core@1.16.18",
    "@swc/jest",
    "@types/jest@^29",
    "fast-check",
    "jest@^29",
    "publint@0.3.25",
    // Only for the comparison with cdktf's TypeScript template in the benchmarks.
    "ts-node@^10",
    "tsx",
    "typedoc",
  ],
  typescriptVersion: "~5.9.0",

  srcdir: "src",
  libdir: "lib",
  testdir: "__tests__",
  entrypoint: "lib/src/index.js",
  entrypointTypes: "lib/src/index.d.ts",
  bin: { "cdktf-trading-platform": "lib/src/cli/main.js" },
  sampleCode: false,
  jest: false,
  // What is published has its own file; `tsconfig.json`, which editors and the linter read, covers everything.
  tsconfig: {
    fileName: "tsconfig.build.json",
    include: ["src/**/*.ts", "modules/**/*.ts"],
    compilerOptions: {
      rootDir: ".",
      target: "ES2022",
      lib: ["es2022"],
      module: "commonjs",
      skipLibCheck: true,
      types: ["node"],
      declarationMap: false,
      sourceMap: false,
      inlineSourceMap: false,
      inlineSources: false,
    },
  },
  tsconfigDevFile: "tsconfig.json",
  tsconfigDev: {
    include: [".projenrc.ts", "src/**/*.ts", "modules/**/*.ts", "examples/**/*.ts", "__tests__/**/*.ts", "tools/**/*.ts"],
    exclude: ["lib", "templates", "**/cdktf.out/**", "**/.cache/**"],
    compilerOptions: { target: "ES2022", lib: ["es2022"], module: "commonjs", skipLibCheck: true, noEmit: true, types: ["jest", "node"] },
  },
  prettier: true,
  prettierOptions: { settings: { printWidth: 140 } },
  eslint: true,
  eslintOptions: {
    dirs: ["src", "modules"],
    devdirs: ["examples", "__tests__", "tools"],
    prettier: true,
    ignorePatterns: ["*.js", "*.d.ts", "node_modules/", "lib/", "coverage/", "cdktf.out/", ".cache/"],
    commandOptions: { fix: false },
  },
  gitignore: [
    "/node_modules",
    "/.cache/",
    "cdktf.out/",
    "*.tfstate*",
    ".terraform/",
    ".terraform.lock.hcl",
    "__pycache__/",
    ".pytest_cache/",
    "/docs/site/",
  ],
  npmignoreEnabled: false,
});

// ---- package -------------------------------------------------------------------------------------------------------

// Like @swc/core above: the newest release that is published for every platform, so that the lock file covers them all.
project.package.addPackageResolutions("unrs-resolver@1.12.2");
project.package.addField("files", ["lib", "!lib/*.tsbuildinfo", "templates", "CHANGELOG.md"]);
// The services of the example have dependencies of their own, none of which is the package's.
project.package.addField("workspaces", ["examples/trading-stack/services"]);
project.package.addField("exports", {
  ".": { types: "./lib/src/index.d.ts", default: "./lib/src/index.js" },
  ...Object.fromEntries(
    Object.entries(ENTRY_POINTS).map(([subpath, entry]) => [`./${subpath}`, { types: `./${entry}.d.ts`, default: `./${entry}.js` }]),
  ),
  "./package.json": "./package.json",
});
// Consumers on `moduleResolution: node` (cdktf's own TypeScript template) don't read `exports`.
project.package.addField("typesVersions", {
  "*": Object.fromEntries(Object.entries(ENTRY_POINTS).map(([subpath, entry]) => [subpath, [`${entry}.d.ts`]])),
});
project.package.addField("sideEffects", false);
project.package.addField("type", "commonjs");

// ---- tests ---------------------------------------------------------------------------------------------------------

const jestConfig = {
  testEnvironment: "node",
  transform: { "^.+\\.ts$": ["@swc/jest", { jsc: { parser: { syntax: "typescript" }, target: "es2022" }, module: { type: "commonjs" } }] },
  modulePathIgnorePatterns: ["<rootDir>/lib/", "<rootDir>/.cache/", "cdktf.out"],
  clearMocks: true,
  setupFiles: ["<rootDir>/__tests__/support/tokens-without-stacks.ts"],
  runtime: "<rootDir>/__tests__/support/compiled-once.js",
};
new JsonFile(project, "jest.config.json", {
  marker: false,
  obj: {
    ...jestConfig,
    testEnvironment: "<rootDir>/__tests__/support/shared-realm.js",
    setupFiles: [
      ...jestConfig.setupFiles,
      "<rootDir>/__tests__/support/resolved-quickly.ts",
      "<rootDir>/__tests__/support/one-output-folder.ts",
    ],
    setupFilesAfterEnv: ["<rootDir>/__tests__/support/one-matcher.ts"],
    // Jest leaves a core unused unless it is told.
    maxWorkers: "100%",
    testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
    testPathIgnorePatterns: ["/node_modules/", "<rootDir>/__tests__/integration/", "<rootDir>/__tests__/.*/processes/"],
  },
});
new JsonFile(project, "jest.integration.config.json", {
  marker: false,
  // An apply waits for the provider, which waits for database instances by itself, up to three minutes for each: three at once keep two cores busy.
  obj: {
    ...jestConfig,
    // Tests of one part's programs are with its others: they wait for processes, whose time is what the unit tests' minute would go to.
    testMatch: ["<rootDir>/__tests__/integration/**/*.test.ts", "<rootDir>/__tests__/**/processes/*.test.ts"],
    testTimeout: 1_200_000,
    maxWorkers: 3,
  },
});
project.compileTask.reset("node --import tsx tools/compile.ts", { receiveArgs: true });
// What is in dist/js is published, each package of it.
project.packageTask.reset("node --import tsx tools/pack/main.ts", { receiveArgs: true });
new JsonFile(project, "typedoc.json", {
  marker: false,
  obj: {
    // As users import them: each is a module of the reference. What pages there are besides is in tools/site.
    entryPoints: [...MODULES.map((module) => `modules/${module}/index.ts`), "src/core/index.ts", "src/testing/index.ts"],
    tsconfig: "tsconfig.build.json",
    excludeExternals: true,
    excludePrivate: true,
    disableGit: true,
    gitRevision: "main",
    customCss: "tools/site/site.css",
    searchInDocuments: true,
    navigation: { includeGroups: true, includeCategories: false },
    sort: ["kind", "instance-first", "alphabetical-ignoring-documents"],
    groupOrder: ["Guides", "Examples", "Modules", "Decisions", "Project", "*"],
    // A type that users meet and can't name is a mistake.
    treatValidationWarningsAsErrors: true,
  },
});
// ---- public surface ------------------------------------------------------------------------------------------------

/** What is published, as names and signatures: a change of it shows in review. `npm run api-report` writes it anew. */
const API_REPORTS: Record<string, string> = { "cdktf-trading-platform": "lib/src/index", testing: ENTRY_POINTS.testing! };
for (const [name, entry] of Object.entries(API_REPORTS)) {
  new JsonFile(project, `api/${name}.json`, {
    marker: false,
    obj: {
      projectFolder: "..",
      mainEntryPointFilePath: `<projectFolder>/${entry}.d.ts`,
      compiler: { tsconfigFilePath: "<projectFolder>/tsconfig.build.json" },
      newlineKind: "lf",
      apiReport: {
        enabled: true,
        reportFileName: `${name}.api.md`,
        reportFolder: "<projectFolder>/api/",
        reportTempFolder: "<projectFolder>/.cache/api/",
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      messages: {
        extractorMessageReporting: {
          // A type that users meet and can't name, and something without a docstring, are mistakes.
          default: { logLevel: "error", addToApiReportFile: false },
          "ae-missing-release-tag": { logLevel: "none" },
        },
        tsdocMessageReporting: { default: { logLevel: "none" } },
      },
    },
  });
}

// ---- the project that `init` writes ------------------------------------------------------------------------------------

/** The version of a package that this library is tested with. */
function tested(name: string): string {
  const lock = JSON.parse(readFileSync("package-lock.json", "utf8")) as { packages: Record<string, { version: string }> };
  return lock.packages[`node_modules/${name}`]!.version;
}

const pinned = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, tested(name)]));
new JsonFile(project, "templates/start/package.json", {
  marker: false,
  obj: {
    name: "orders",
    private: true,
    scripts: {
      types: "tsc",
      test: "jest",
      plan: "node tools/terraform.mjs plan",
      deploy: "node tools/terraform.mjs deploy",
    },
    dependencies: {
      ...pinned(["@cdktf/provider-aws", "cdktf"]),
      // `init` writes its own version.
      "cdktf-trading-platform": "0.0.0",
      ...pinned(["constructs"]),
    },
    devDependencies: pinned(["@swc/core", "@swc/jest", "@types/jest", "@types/node", "jest", "tsx", "typescript"]),
    engines: { node: ">= 20.9" },
  },
});

// ---- tests and commands --------------------------------------------------------------------------------------------

// Most of what a test makes is garbage when it ends: with more room for what is young, V8 looks it through less often. Jest hands its options on to its workers.
project.testTask.reset("node --max-semi-space-size=32 node_modules/jest/bin/jest.js", { receiveArgs: true });
project.testTask.description = "Unit tests: no Terraform needed";

// Plain scripts rather than tasks: options such as --help reach the tool, not projen.
const TSX = "node --import tsx";
for (const [name, command] of Object.entries({
  "test:integration": "jest --config jest.integration.config.json",
  "test:emulator": `${TSX} tools/emulator-tests.ts`,
  "test:versions": `${TSX} tools/versions/main.ts`,
  lint: "projen eslint",
  start: `${TSX} tools/start.ts`,
  stop: `${TSX} tools/stop.ts`,
  serve: `${TSX} tools/serve.ts`,
  migrate: `${TSX} tools/migrate.ts`,
  emulator: `${TSX} tools/emulator.ts`,
  plan: `${TSX} tools/plan.ts`,
  bench: `${TSX} tools/bench/main.ts`,
  "bench:load": `${TSX} tools/bench/load/main.ts`,
  docs: `${TSX} tools/site/main.ts`,
  "api-report": `${TSX} tools/api-report.ts`,
  addresses: `${TSX} tools/release/main.ts`,
  boot: `${TSX} tools/boot.ts`,
  breakages: `${TSX} tools/breakages/main.ts`,
  mutation: `${TSX} tools/mutation/main.ts`,
  "capacity-chart": `${TSX} tools/capacity-chart/main.ts`,
  pack: `${TSX} tools/pack/main.ts`,
  "versions-page": `${TSX} tools/versions/write-page.ts`,
  "request-page": `${TSX} tools/request-page/main.ts`,
  "guide-pages": `${TSX} tools/guide-pages/main.ts`,
  diagrams: `${TSX} tools/diagrams/main.ts`,
  "review-goldens": `${TSX} tools/review-goldens/main.ts`,
  "iam-reference": `${TSX} tools/iam-reference/main.ts`,
})) {
  project.setScript(name, command);
}

// ---- lint: imports point one way -----------------------------------------------------------------------------------

// `tsconfig.json` covers this file too: no project by default is needed.
project.eslint?.file.addOverride("parserOptions.projectService", true);

const noBindingsRoot = {
  name: "@cdktf/provider-aws",
  message: "Import the resource's own folder: the root loads every service (seconds, hundreds of MB).",
};
const noUnseededProperties = {
  name: "fast-check",
  message: "Import __tests__/support/fast-check, whose properties have the same values in every run.",
};
project.eslint?.addRules({
  "no-restricted-imports": ["error", { paths: [noBindingsRoot, noUnseededProperties] }],
  "import/order": [
    "error",
    { groups: ["builtin", "external", "internal", "parent", "sibling", "index"], alphabetize: { order: "asc", caseInsensitive: true } },
  ],
  "@typescript-eslint/no-require-imports": "error",
  // A circle of types is a circle as well, which `import type` would hide.
  "@typescript-eslint/consistent-type-imports": ["error", { prefer: "no-type-imports" }],
  "import/no-cycle": ["error", { disableScc: true }],
  "@typescript-eslint/no-floating-promises": "error",
  "import/no-restricted-paths": [
    "error",
    {
      zones: [
        { target: ["./src/core", "./src/internal"], from: "./modules", message: "The core knows no module." },
        { target: ["./src/core", "./src/internal"], from: "./src/index.ts", message: "The core knows no module." },
        { target: "./src/index.ts", from: "./src/internal", message: "What is internal is never exported." },
        { target: "./examples", from: "./src/internal", message: "An example uses what users have." },
        { target: "./src/testing", from: "./modules", message: "Test helpers know no module." },
        { target: "./modules", from: "./src/index.ts", message: "A module imports from src/core." },
        { target: "./modules", from: "./examples", message: "The library knows no example." },
        { target: "./src", from: "./examples", message: "The library knows no example." },
        { target: "./modules", from: "./tools", message: "The library knows no tool." },
        { target: "./src", from: "./tools", message: "The library knows no tool." },
        ...MODULES.map((module) => ({
          target: `./modules/${module}`,
          from: "./modules",
          except: [`./${module}`],
          message: "A module knows another only by an interface in src/core.",
        })),
      ],
    },
  ],
});

project.eslint?.addOverride({
  files: ["__tests__/support/fast-check.ts"],
  rules: { "no-restricted-imports": ["error", { paths: [noBindingsRoot] }] },
});
project.eslint?.addOverride({
  files: ["src/**/*.ts", "modules/**/*.ts"],
  rules: {
    "no-restricted-syntax": ["error", { selector: "ExportAllDeclaration", message: "Export by name: every export is a promise." }],
  },
});

// ---- workflows -----------------------------------------------------------------------------------------------------

const { ActionRefs } = github;

/** Actions that projen doesn't know, by the commit of a version: a tag can be moved. */
const ACTIONS = {
  setupTerraform: "hashicorp/setup-terraform@b9cd54a3c349d3f38e8881555d616ced269862dd", // v3.1.2
  uploadPagesArtifact: "actions/upload-pages-artifact@7b1f4a764d45c48632c6b24a0339c27f5614fb0b", // v4.0.0
  deployPages: "actions/deploy-pages@d6db90164ac5ed86f2b6aed7e0febac5b3c0c03e", // v4.0.5
};
const setupNode = { uses: ActionRefs.ACTIONS_SETUP_NODE, with: { "node-version": "20", "package-manager-cache": false } };
const readsContents = { contents: github.workflows.JobPermission.READ };

/** Everything that must hold. */
const gate: github.workflows.Job = {
  runsOn: ["ubuntu-latest"],
  permissions: readsContents,
  env: { CI: "true" },
  timeoutMinutes: 120,
  steps: [
    github.WorkflowSteps.checkout(),
    setupNode,
    { uses: ActionRefs.ACTIONS_SETUP_PYTHON, with: { "python-version": "3.11" } },
    { uses: ACTIONS.setupTerraform, with: { terraform_version: "1.11.4", terraform_wrapper: false } },
    { name: "everything that must hold", run: ".ci/run" },
  ],
};
project.github?.tryFindWorkflow("build")?.addJob("gate", gate);

// Nothing is released that the gate hasn't let through, and nothing from another branch: what needs a job that is skipped is skipped too.
const release = project.github?.tryFindWorkflow("release");
release?.addJob("gate", { ...gate, if: "github.ref == 'refs/heads/main'" });
release?.file?.addOverride("jobs.release.needs", ["gate"]);

// The site of what was published. A workflow of its own wouldn't do: a release that a workflow makes starts none.
release?.addJob("site", {
  name: "Build the documentation's site",
  needs: ["release_github"],
  if: "${{ !inputs.dry_run }}",
  runsOn: ["ubuntu-latest"],
  permissions: readsContents,
  steps: [
    github.WorkflowSteps.checkout(),
    setupNode,
    { run: "npm ci" },
    { run: "npm run docs" },
    { uses: ACTIONS.uploadPagesArtifact, with: { path: "docs/site" } },
  ],
});
release?.addJob("release_site", {
  name: "Publish to GitHub Pages",
  needs: ["site"],
  runsOn: ["ubuntu-latest"],
  permissions: { pages: github.workflows.JobPermission.WRITE, idToken: github.workflows.JobPermission.WRITE },
  environment: { name: "github-pages", url: "${{ steps.deployment.outputs.page_url }}" },
  steps: [{ id: "deployment", uses: ACTIONS.deployPages }],
});

// A job that hangs would hold the next one for six hours. The two that publish are made by projen at the end.
const jobsOf = Object.fromEntries((project.github?.workflows ?? []).map(({ name, jobs }) => [name, Object.keys(jobs ?? {})]));
for (const [workflow, jobs] of Object.entries({ ...jobsOf, release: [...jobsOf.release!, "release_npm", "release_github"] })) {
  for (const job of jobs.filter((id) => id !== "gate")) {
    project.github?.tryFindWorkflow(workflow)?.file?.addOverride(`jobs.${job}.timeout-minutes`, 60);
  }
}
// Both only build: jobs of their own write tags and pull requests.
for (const [workflow, job] of [
  ["build", "build"],
  ["release", "release"],
] as const) {
  project.github?.tryFindWorkflow(workflow)?.file?.addOverride(`jobs.${job}.permissions`, { contents: "read" });
}

// npm's own default says where to publish.
project.tryFindObjectFile(".github/workflows/release.yml")?.patch(JsonPatch.remove("/jobs/release_npm/steps/3/env/NPM_REGISTRY"));
// Trusted publishing needs npm 11.5.1, which comes with Node.js 24; https://docs.npmjs.com/trusted-publishers
project.tryFindObjectFile(".github/workflows/release.yml")?.patch(JsonPatch.replace("/jobs/release_npm/steps/0/with/node-version", "24"));
// It waits for the job that publishes to npm, which somebody has approved: once is enough.
project.tryFindObjectFile(".github/workflows/release.yml")?.patch(JsonPatch.remove("/jobs/release_github/environment"));

project.synth();
