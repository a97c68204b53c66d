import { fullAlbAsg } from "../support/full-modules/alb-asg";
import { changesSinceCommitted } from "../support/full-modules/committed";

test("everything that the module creates has the addresses of api/addresses/alb-asg.txt", () => {
  expect(changesSinceCommitted("alb-asg", fullAlbAsg())).toBe("");
});
