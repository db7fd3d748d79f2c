// SPDX-License-Identifier: Apache-2.0
// Lights up what a box or row is connected with: pointing shows it, a click keeps it, Escape lets go.
(function () {
  "use strict";
  var graph = document.querySelector("svg.graph");
  var edges = Array.from(graph.querySelectorAll("[data-from]"));
  var kept = null;

  function link(from, to) {
    var links = new Map();
    edges.forEach(function (edge) {
      if (edge.matches(".parent, .label")) { return; }
      var start = edge.getAttribute(from);
      if (!links.has(start)) { links.set(start, []); }
      links.get(start).push(edge.getAttribute(to));
    });
    return links;
  }
  var ahead = link("data-from", "data-to");
  var behind = link("data-to", "data-from");

  function reach(id, links) {
    var seen = new Set([id]);
    seen.forEach(function (at) {
      (links.get(at) || []).forEach(function (next) { seen.add(next); });
    });
    return seen;
  }

  function show(id) {
    var on = new Set();
    if (id) {
      reach(id, ahead).forEach(function (node) { on.add(node); });
      reach(id, behind).forEach(function (node) { on.add(node); });
    }
    graph.classList.toggle("focus", Boolean(id));
    graph.querySelectorAll(".node").forEach(function (node) {
      node.classList.toggle("lit", on.has(node.id));
    });
    edges.forEach(function (edge) {
      var both = on.has(edge.getAttribute("data-from")) ? on.has(edge.getAttribute("data-to")) : false;
      edge.classList.toggle("lit", both);
    });
    document.querySelectorAll("[data-node]").forEach(function (row) {
      row.classList.toggle("lit", id ? on.has(row.getAttribute("data-node")) : false);
    });
  }

  function watch(element, id) {
    element.addEventListener("mouseenter", function () { show(id); });
    element.addEventListener("mouseleave", function () { show(kept); });
    element.addEventListener("focus", function () { show(id); });
    element.addEventListener("blur", function () { show(kept); });
    element.addEventListener("click", function (event) {
      event.stopPropagation();
      kept = kept === id ? null : id;
      show(kept || id);
    });
  }

  var hint = document.createElement("span");
  hint.className = "hint";
  hint.textContent = " Point at a box to see what it is connected with; click to keep it.";
  document.querySelector("#graph .about").append(hint);
  graph.querySelectorAll(".node").forEach(function (node) {
    node.setAttribute("tabindex", "0");
    node.style.cursor = "pointer";
    watch(node, node.id);
  });
  document.querySelectorAll("[data-node]").forEach(function (row) {
    watch(row, row.getAttribute("data-node"));
  });
  document.addEventListener("click", function () { kept = null; show(null); });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") { kept = null; show(null); }
  });
}());
