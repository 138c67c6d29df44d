// The number of notices in the frame of every page, as it is now.
import { setCounter } from "../ui/js/counters.js";
import { line } from "./line.js";

line().listen("inbox", { head: (count) => setCounter("notices", count) });
