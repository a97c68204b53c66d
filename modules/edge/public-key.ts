import { KeyObject, createPublicKey } from "node:crypto";
import { Validator, isKnown } from "../../src/internal/validator";

const PUBLIC_KEY = /^-----BEGIN PUBLIC KEY-----[\sA-Za-z0-9+/=]+-----END PUBLIC KEY-----$/;
const RSA_BITS = 2048;
const CURVE = "prime256v1";

/** Records what CloudFront doesn't take as a signer's public key. No message shows the text: it may be the private key. */
export function checkPublicKey(validator: Validator, prop: string, pem: string): void {
  if (!isKnown(pem)) return;
  if (pem.includes("PRIVATE KEY")) {
    validator.check(
      prop,
      "a private key",
      false,
      "must be the public key: the private key stays with the signer, and whoever reads the state would have it",
      "Write it with openssl pkey -in private.pem -pubout. Replace the private key if it has been shared.",
    );
    return;
  }
  const key = parsed(pem);
  validator.check(
    prop,
    key ? describe(key) : "a text that is no such key",
    key !== undefined && isSupported(key),
    RULE,
    pem.includes("-----BEGIN ") ? MAKE : READ,
  );
}

/** CloudFront Developer Guide, "Specify signers that can create signed URLs and signed cookies", on key pairs. */
const RULE = "must be a public key as PEM, RSA of 2048 bits or ECDSA on the curve P-256";
const MAKE = "Make the pair with openssl genrsa 2048, or openssl ecparam -name prime256v1 -genkey -noout.";
const READ = 'Give the text of the file, not its path: readFileSync("signer.pub.pem", "utf8").';

/**
 * A public key as CloudFront shows it, whatever its line ends: another text of the same key would be another key to Terraform, which replaces it.
 * Pure.
 */
export function publicKeyText(pem: string): string {
  return (parsed(pem)?.export({ type: "spki", format: "pem" }) as string | undefined) ?? pem;
}

function parsed(pem: string): KeyObject | undefined {
  // Node.js would make a public key of a private one, and of a certificate.
  if (!PUBLIC_KEY.test(pem.trim())) return undefined;
  try {
    return createPublicKey(pem.trim());
  } catch {
    return undefined;
  }
}

function isSupported({ asymmetricKeyType, asymmetricKeyDetails: details }: KeyObject): boolean {
  return asymmetricKeyType === "rsa" ? details?.modulusLength === RSA_BITS : asymmetricKeyType === "ec" && details?.namedCurve === CURVE;
}

function describe({ asymmetricKeyType, asymmetricKeyDetails: details }: KeyObject): string {
  return [asymmetricKeyType, details?.modulusLength ?? details?.namedCurve].filter((part) => part !== undefined).join(" ");
}
