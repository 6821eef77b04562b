package dev.paco.console.filter;

/**
 * What is wrong with a field of a form.
 *
 * @param field its name in the form
 * @param sentence names the field and the fault of its value
 */
public record FilterProblem(String field, String sentence) {}
