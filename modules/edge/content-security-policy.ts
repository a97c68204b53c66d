import { BOOLEAN, PropType, PropTypes, STRING, STRINGS, list, optional } from "../../src/internal/prop-types";
import { Validator, isKnown } from "../../src/internal/validator";

const KEYWORDS = [
  "self",
  "none",
  "unsafe-inline",
  "unsafe-eval",
  "unsafe-hashes",
  "wasm-unsafe-eval",
  "strict-dynamic",
  "report-sample",
] as const;
const SANDBOX_FLAGS = [
  "allow-downloads",
  "allow-forms",
  "allow-modals",
  "allow-orientation-lock",
  "allow-pointer-lock",
  "allow-popups",
  "allow-popups-to-escape-sandbox",
  "allow-presentation",
  "allow-same-origin",
  "allow-scripts",
  "allow-storage-access-by-user-activation",
  "allow-top-navigation",
  "allow-top-navigation-by-user-activation",
  "allow-top-navigation-to-custom-protocols",
] as const;

/**
 * Where something may be loaded from: a keyword without quotes, a scheme with its colon (`data:`), a host (`https://cdn.example.com`,
 * `*.example.com`), or the hash of an inline script or style (`sha256-…`).
 */
export type ContentSecurityPolicySource =
  | "self"
  | "none"
  | "unsafe-inline"
  | "unsafe-eval"
  | "unsafe-hashes"
  | "wasm-unsafe-eval"
  | "strict-dynamic"
  | "report-sample"
  | "*"
  | `${string}:`
  | `${string}://${string}`
  | `${string}.${string}`
  | `sha${256 | 384 | 512}-${string}`;

/** What a page in a sandbox may do. */
export type ContentSecurityPolicySandboxFlag =
  | "allow-downloads"
  | "allow-forms"
  | "allow-modals"
  | "allow-orientation-lock"
  | "allow-pointer-lock"
  | "allow-popups"
  | "allow-popups-to-escape-sandbox"
  | "allow-presentation"
  | "allow-same-origin"
  | "allow-scripts"
  | "allow-storage-access-by-user-activation"
  | "allow-top-navigation"
  | "allow-top-navigation-by-user-activation"
  | "allow-top-navigation-to-custom-protocols";

/** A content security policy by its directives (W3C, "Content Security Policy Level 3"). A directive that is left out falls back on `defaultSrc`, where it has a fallback. */
export interface ContentSecurityPolicy {
  /** Everything that no directive of its own is given for. @default - not in the policy */
  readonly defaultSrc?: readonly ContentSecurityPolicySource[];
  /** Scripts. @default - `defaultSrc` */
  readonly scriptSrc?: readonly ContentSecurityPolicySource[];
  /** Scripts of elements. @default - `scriptSrc` */
  readonly scriptSrcElem?: readonly ContentSecurityPolicySource[];
  /** Scripts of attributes such as `onclick`. @default - `scriptSrc` */
  readonly scriptSrcAttr?: readonly ContentSecurityPolicySource[];
  /** Styles. @default - `defaultSrc` */
  readonly styleSrc?: readonly ContentSecurityPolicySource[];
  /** Styles of elements. @default - `styleSrc` */
  readonly styleSrcElem?: readonly ContentSecurityPolicySource[];
  /** Styles of attributes. @default - `styleSrc` */
  readonly styleSrcAttr?: readonly ContentSecurityPolicySource[];
  /** Images. @default - `defaultSrc` */
  readonly imgSrc?: readonly ContentSecurityPolicySource[];
  /** Fonts. @default - `defaultSrc` */
  readonly fontSrc?: readonly ContentSecurityPolicySource[];
  /** Requests of scripts: fetch, WebSocket, EventSource. @default - `defaultSrc` */
  readonly connectSrc?: readonly ContentSecurityPolicySource[];
  /** Audio and video. @default - `defaultSrc` */
  readonly mediaSrc?: readonly ContentSecurityPolicySource[];
  /** Plugins. @default - `defaultSrc` */
  readonly objectSrc?: readonly ContentSecurityPolicySource[];
  /** What the page shows in frames. @default - `childSrc` */
  readonly frameSrc?: readonly ContentSecurityPolicySource[];
  /** Frames and workers. @default - `defaultSrc` */
  readonly childSrc?: readonly ContentSecurityPolicySource[];
  /** Workers. @default - `childSrc` */
  readonly workerSrc?: readonly ContentSecurityPolicySource[];
  /** Manifests of applications. @default - `defaultSrc` */
  readonly manifestSrc?: readonly ContentSecurityPolicySource[];
  /** Who may show the page in a frame. @default - everybody */
  readonly frameAncestors?: readonly ContentSecurityPolicySource[];
  /** Where forms may be sent to. @default - anywhere */
  readonly formAction?: readonly ContentSecurityPolicySource[];
  /** What `<base>` may say. @default - anything */
  readonly baseUri?: readonly ContentSecurityPolicySource[];
  /** Puts the page into a sandbox that allows these alone. @default - no sandbox */
  readonly sandbox?: readonly ContentSecurityPolicySandboxFlag[];
  /** Has HTTP addresses of the page requested over HTTPS. @default false */
  readonly upgradeInsecureRequests?: boolean;
  /** The name of the endpoint, in the header `Reporting-Endpoints`, that violations are reported to. @default - not reported */
  readonly reportTo?: string;
  /** The addresses that older browsers report violations to. @default - not reported */
  readonly reportUri?: readonly string[];
}

const SOURCES = optional(STRINGS) as PropType<readonly ContentSecurityPolicySource[] | undefined>;
const PROPS: PropTypes<ContentSecurityPolicy> = {
  defaultSrc: SOURCES,
  scriptSrc: SOURCES,
  scriptSrcElem: SOURCES,
  scriptSrcAttr: SOURCES,
  styleSrc: SOURCES,
  styleSrcElem: SOURCES,
  styleSrcAttr: SOURCES,
  imgSrc: SOURCES,
  fontSrc: SOURCES,
  connectSrc: SOURCES,
  mediaSrc: SOURCES,
  objectSrc: SOURCES,
  frameSrc: SOURCES,
  childSrc: SOURCES,
  workerSrc: SOURCES,
  manifestSrc: SOURCES,
  frameAncestors: SOURCES,
  formAction: SOURCES,
  baseUri: SOURCES,
  sandbox: optional(list<readonly ContentSecurityPolicySandboxFlag[]>()),
  upgradeInsecureRequests: optional(BOOLEAN),
  reportTo: optional(STRING),
  reportUri: optional(STRINGS),
};

/** Directives that aren't lists of sources. */
const OTHERS: readonly (keyof ContentSecurityPolicy)[] = ["sandbox", "upgradeInsecureRequests", "reportTo", "reportUri"];
const SOURCE_DIRECTIVES = (Object.keys(PROPS) as (keyof ContentSecurityPolicy)[]).filter((name) => !OTHERS.includes(name));

/** Scripts and connections of the site itself, and no page that shows it in a frame. */
export const DEFAULT_CONTENT_SECURITY_POLICY = "default-src 'self'; frame-ancestors 'none'; base-uri 'self'; object-src 'none'";

const NONCE = /(^|['\s])nonce-/i;
const HASH = /^sha(256|384|512)-[A-Za-z0-9+/_-]+={0,2}$/;
const SCHEME = /^[a-z][a-z0-9+.-]*:$/i;
const HOST = /^([a-z][a-z0-9+.-]*:\/\/)?(\*|(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*)(:(\d{1,5}|\*))?(\/[^\s;,]*)?$/i;
/** What a header of HTTP holds (RFC 9110, "Field Values"), as CloudFront takes it: visible ASCII characters and spaces. */
const HEADER_VALUE = /^[\x20-\x7e]+$/;

/** Records a content security policy that browsers or CloudFront refuse, or that protects nobody; one that is left out passes. */
export function checkContentSecurityPolicy(validator: Validator, prop: string, policy: string | ContentSecurityPolicy | undefined): void {
  if (policy === undefined || policy === null) return;
  if (typeof policy === "string") checkText(validator, prop, policy);
  else checkDirectives(validator, prop, policy);
}

/** A content security policy as its header has it: the directives in one order, whatever order they are given in. Pure. */
export function contentSecurityPolicyText(policy: ContentSecurityPolicy): string {
  return (Object.keys(PROPS) as (keyof ContentSecurityPolicy)[])
    .filter((name) => isSent(policy[name]))
    .map((name) => [kebabCase(name), ...valuesOf(name, policy[name]!)].join(" "))
    .join("; ");
}

function checkText(validator: Validator, prop: string, policy: string): void {
  validator
    .matches(prop, policy, HEADER_VALUE, "must be one line of ASCII characters", "Join its directives with semicolons.")
    .check(prop, policy, !NONCE.test(policy), ...NO_NONCE);
}

/** A nonce is for one response: a policy of CloudFront is the same in all. */
const NO_NONCE = [
  "must hold no nonce: every response would have the same one, and whoever has read it could run scripts",
  "Give the script's hash, or have the origin send the header.",
] as const;

function checkDirectives(validator: Validator, prop: string, policy: ContentSecurityPolicy): void {
  validator.known(prop, policy).props(policy, PROPS, prop);
  validator.check(
    prop,
    policy,
    contentSecurityPolicyText(policy) !== "",
    "must have a directive at least",
    'Write it as { defaultSrc: ["self"] }.',
  );
  for (const name of SOURCE_DIRECTIVES) {
    checkSources(validator, `${prop}.${name}`, policy[name] as readonly ContentSecurityPolicySource[] | undefined);
  }
  policy.sandbox?.forEach((flag, index) => validator.oneOf(`${prop}.sandbox[${index}]`, flag, SANDBOX_FLAGS));
  validator.matches(
    `${prop}.reportTo`,
    policy.reportTo,
    /^[A-Za-z0-9_-]+$/,
    "must be an endpoint's name: letters, digits, dashes and underscores",
    'Write it as "csp".',
  );
  policy.reportUri?.forEach((uri, index) =>
    validator.matches(
      `${prop}.reportUri[${index}]`,
      uri,
      /^(https:\/\/|\/)[!-+\--:<-~]+$/,
      "must be an HTTPS URL or a path",
      'Write it as "/csp-reports".',
    ),
  );
}

function checkSources(validator: Validator, prop: string, sources: readonly ContentSecurityPolicySource[] | undefined): void {
  if (!sources) return;
  validator
    .known(prop, sources)
    .check(prop, sources, sources.length > 0, "must name a source at least", 'Write nobody as ["none"].')
    .check(
      prop,
      sources,
      sources.length === 1 || !sources.includes("none"),
      'must have "none" alone: browsers ignore it beside others',
      "Leave one or the other out.",
    );
  sources.forEach((source, index) => {
    const at = `${prop}[${index}]`;
    if (isKnown(source) && NONCE.test(source)) {
      validator.check(at, source, false, ...NO_NONCE);
    } else {
      validator.check(
        at,
        source,
        isSource(source),
        `must be a scheme with its colon, a host, a hash, or one of ${KEYWORDS.join(", ")} without quotes`,
        'Write it as "self", "data:" or "https://cdn.example.com".',
      );
    }
  });
}

function isSource(source: string): boolean {
  return (
    isKeyword(source) || HASH.test(source) || SCHEME.test(source) || (HOST.test(source) && /[.:*]/.test(source)) || source === "localhost"
  );
}

function isKeyword(source: string): boolean {
  return (KEYWORDS as readonly string[]).includes(source);
}

function isSent(value: ContentSecurityPolicy[keyof ContentSecurityPolicy]): boolean {
  return value !== undefined && value !== null && value !== false;
}

function valuesOf(name: keyof ContentSecurityPolicy, value: NonNullable<ContentSecurityPolicy[keyof ContentSecurityPolicy]>): string[] {
  if (typeof value === "boolean") return [];
  if (typeof value === "string") return [value];
  if (OTHERS.includes(name)) return [...value];
  return value.map((source) => (isKeyword(source) || HASH.test(source) ? `'${source}'` : source));
}

function kebabCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
