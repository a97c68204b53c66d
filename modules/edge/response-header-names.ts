import { Validator } from "../../src/internal/validator";

/** A header's name (RFC 9110, "Tokens"). */
const NAME = /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,256}$/;
/** A header's value as CloudFront takes it: visible ASCII characters and spaces, or nothing. */
const VALUE = /^[\x20-\x7e]*$/;

/** Headers that CloudFront writes, which can't be removed (CloudFront Developer Guide, "Understand response headers policies", "Headers that you can't remove"). */
const NOT_REMOVED =
  /^(connection|content-encoding|content-length|expect|host|keep-alive|proxy-authenticate|proxy-authorization|proxy-connection|trailer|transfer-encoding|upgrade|via|warning|x-accel-(buffering|charset|limit-rate|redirect)|x-amz-cf-.*|x-amzn-(auth|cf-billing|cf-id|cf-xff|errortype|fle-profile|header-count|header-order|lambda-integration-tag|requestid)|x-cache|x-edge-.*|x-forwarded-proto|x-real-ip)$/i;

/** Headers that a policy has settings of their own for. */
const SETTINGS: Readonly<Record<string, string>> = {
  "access-control-allow-credentials": "cors",
  "access-control-allow-headers": "cors",
  "access-control-allow-methods": "cors",
  "access-control-allow-origin": "cors",
  "access-control-expose-headers": "cors",
  "access-control-max-age": "cors",
  "content-security-policy": "contentSecurityPolicy",
  "permissions-policy": "permissionsPolicy",
  "referrer-policy": "referrerPolicy",
  "server-timing": "serverTimingSamplingPercent",
  "strict-transport-security": "strictTransportSecurity",
  "x-content-type-options": "contentTypeOptions",
  "x-frame-options": "frameOptions",
};

/** A security header of CloudFront's as well (CloudFront API Reference, ResponseHeadersPolicySecurityHeadersConfig), whose filter browsers no longer have. */
const XSS_PROTECTION = "x-xss-protection";

/** Records headers that can't be sent: no names, written twice, or of a setting of their own. */
export function checkSentHeaders(validator: Validator, prop: string, headers: readonly (readonly [name: string, value: string])[]): void {
  const names = headers.map(([name]) => name.toLowerCase());
  headers.forEach(([name, value], index) => {
    const at = `${prop}["${name}"]`;
    const lower = names[index]!;
    const setting = SETTINGS[lower];
    validator
      .matches(prop, name, NAME, "must be keyed by headers' names", 'Write it as { "x-robots-tag": "noindex" }.')
      .check(prop, name, names.indexOf(lower) === index, "must have each header once, capitals or not", "Remove one of them.")
      .check(prop, name, setting === undefined, `must leave this header to ${setting}`, `Give it by ${setting}.`)
      .check(
        prop,
        name,
        lower !== XSS_PROTECTION,
        "must not be a security header, which CloudFront refuses here",
        "Leave it out: browsers have dropped what it sets, and contentSecurityPolicy takes its place.",
      )
      .check(prop, name, !NOT_REMOVED.test(name), "must not be a header that CloudFront writes itself", "Choose another name.")
      .matches(at, value, VALUE, "must be one line of ASCII characters", "Encode other characters.");
  });
}

/** Records headers that CloudFront doesn't remove; a list that is left out passes. */
export function checkRemovedHeaders(validator: Validator, prop: string, headers: readonly string[] | undefined): void {
  if (!headers) return;
  const names = headers.map((name) => name.toLowerCase());
  validator.known(prop, headers);
  headers.forEach((name, index) =>
    validator
      .matches(`${prop}[${index}]`, name, NAME, "must be a header's name", 'Write it as "x-powered-by".')
      .check(`${prop}[${index}]`, name, names.indexOf(names[index]!) === index, "must be given once", "Remove the duplicate.")
      .check(`${prop}[${index}]`, name, !NOT_REMOVED.test(name), "must not be a header that CloudFront keeps", "Leave it out."),
  );
}
