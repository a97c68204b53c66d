/** A text with its percent-encoded bytes decoded as UTF-8; what is no encoding stays as it is. Pure. */
export function percentDecoded(text: string): string {
  const bytes = text.replace(/%([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)));
  return /[^\u0000-\u00ff]/.test(bytes) ? bytes : Buffer.from(bytes, "latin1").toString("utf8");
}
