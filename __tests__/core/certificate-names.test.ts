import { coversDomainName } from "../../src/internal/certificate-names";

// ACM User Guide, "Certificate characteristics and limitations", "Wildcard names": the asterisk is the leftmost label, protects one level of subdomains, and
// not the domain itself.
test.each([
  ["the name itself", ["trading.example.com"], "trading.example.com", true],
  ["one of several names", ["origin.example.com", "trading.example.com"], "trading.example.com", true],
  ["a name in other capitals", ["Trading.example.com"], "trading.EXAMPLE.com", true],
  ["a subdomain by a wildcard", ["*.example.com"], "trading.example.com", true],
  ["the wildcard itself", ["*.example.com"], "*.example.com", true],
  ["another name", ["origin.example.com"], "trading.example.com", false],
  ["the bare domain of a wildcard", ["*.example.com"], "example.com", false],
  ["two levels below a wildcard", ["*.example.com"], "api.trading.example.com", false],
  ["a wildcard by one of its names", ["trading.example.com"], "*.example.com", false],
  ["anything without names", [], "trading.example.com", false],
])("a certificate covers %s, or doesn't", (_, names, name, covered) => {
  expect(coversDomainName(names, name)).toBe(covered);
});
