package dev.paco.gateway.problem;

/**
 * What is wrong with one field of a request.
 *
 * @param field the field's name as the client writes it
 * @param message the fault, as the end of a sentence that starts with the field's name
 */
public record FieldFault(String field, String message) {}
