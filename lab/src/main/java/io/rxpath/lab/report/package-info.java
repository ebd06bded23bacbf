/**
 * What a demo run found ({@link io.rxpath.lab.report.DemoResult}) and its three faces: one HTML file, JSON, and a
 * text for the terminal. Nothing here measures or decides; a figure that is missing is shown as missing, with its
 * reason. Any thread may call, one at a time for each result.
 */
package io.rxpath.lab.report;
