/** Longer than an instance lives; the load balancer accepts certificates that have expired, too. */
const DAYS = 3650;

/** Where an instance's certificate and key are. Pure. */
function files(name: string): { readonly certificate: string; readonly key: string } {
  return { certificate: `/etc/${name}/certificate.pem`, key: `/etc/${name}/key.pem` };
}

/**
 * The part of the boot script that makes the instance a certificate of its own. The key never leaves it: it is in no state, bucket or image. The load balancer doesn't validate
 * the certificates of targets (Application Load Balancers guide, "Target groups", routing configuration), so it needs no CA. Pure.
 */
export function makeCertificate(name: string): string[] {
  const { certificate, key } = files(name);
  return [
    `install -d -m 0755 /etc/${name}`,
    `install -m 0600 /dev/null ${key}`,
    `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days ${DAYS} -subj '/CN=${name}' -keyout ${key} -out ${certificate} 2> /dev/null`,
    `chmod 0644 ${certificate}`,
  ];
}

/**
 * The part of the systemd unit that hands both to the program, which runs as a dynamic user that can't read root's files: `TLS_CERTIFICATE_FILE` and `TLS_KEY_FILE` name
 * copies that it alone reads (systemd.exec, "LoadCredential" and the specifier %d). Pure.
 */
export function loadCertificate(name: string): string[] {
  const { certificate, key } = files(name);
  return [
    `LoadCredential=certificate.pem:${certificate}`,
    `LoadCredential=key.pem:${key}`,
    "Environment=TLS_CERTIFICATE_FILE=%d/certificate.pem TLS_KEY_FILE=%d/key.pem",
  ];
}
