import { parseEndpoint, parsePort } from "../../../tools/support/emulator/endpoint";
import { messageOf } from "../../support/synth";

test("an endpoint is reduced to its origin", () => {
  expect(parseEndpoint("http://127.0.0.1:4566/")).toBe("http://127.0.0.1:4566");
});

test.each(["localhost:4566", "ftp://host", ""])("endpoint %j is refused", (text) => {
  expect(messageOf(() => parseEndpoint(text))).toContain(`--endpoint needs a URL such as http://127.0.0.1:4566, got "${text}".`);
});

test.each(["0", "65536", "80a", "-1"])("port %j is refused", (text) => {
  expect(messageOf(() => parsePort(text))).toBe(`--port needs a number from 1 to 65535, got "${text}".`);
});
