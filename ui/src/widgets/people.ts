export { fullName, initials } from "../model/names";
