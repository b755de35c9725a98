/* The plugins of this extension, and the packages of JupyterLab that they are made with. */
import { validate } from "./validate.js";

export const needs = [
  "@jupyterlab/coreutils",
  "@jupyterlab/notebook",
  "@jupyterlab/services",
  "@jupyterlab/ui-components",
  "@lumino/widgets",
];

export const plugins = (lab) => [validate(lab)];
