import { changesSinceCommitted } from "../support/full-modules/committed";
import { fullStorage } from "../support/full-modules/storage";

test("everything that the module creates has the addresses of api/addresses/storage.txt", () => {
  expect(changesSinceCommitted("storage", fullStorage())).toBe("");
});
