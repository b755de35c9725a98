/* The plugins of this extension, and the packages of JupyterLab that they are made with. */
import { clean } from "./clean.js";
import { contents } from "./contents.js";
import { feedback } from "./feedback.js";
import { keys } from "./keys.js";
import { narrow } from "./narrow.js";
import { patience } from "./patience.js";
import { spoken } from "./spoken.js";
import { validate } from "./validate.js";

export const needs = [
  "@jupyterlab/application",
  "@jupyterlab/apputils",
  "@jupyterlab/coreutils",
  "@jupyterlab/notebook",
  "@jupyterlab/services",
  "@jupyterlab/ui-components",
  "@lumino/widgets",
];

export const plugins = (lab) => [
  clean(lab),
  contents(lab),
  feedback(),
  keys(lab),
  narrow(),
  patience(lab),
  spoken(lab),
  validate(lab),
];
