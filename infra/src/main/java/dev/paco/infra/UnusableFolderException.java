package dev.paco.infra;

import java.nio.file.Path;

/** The folder that a service was to keep its data in cannot serve for that. */
public final class UnusableFolderException extends StartFailedException {

    private static final long serialVersionUID = 1L;

    /**
     * {@code service} cannot keep its data in {@code folder}.
     *
     * @param fault what is wrong with the folder, as the end of the sentence "it …"
     */
    public UnusableFolderException(Service service, Path folder, String fault) {
        super(message(service, folder, fault));
    }

    /** As the other, where the operating system refused. */
    public UnusableFolderException(Service service, Path folder, String fault, Throwable cause) {
        super(message(service, folder, fault), cause);
    }

    private static String message(Service service, Path folder, String fault) {
        return service.displayName() + " cannot keep its data in " + folder + ", since it " + fault
                + ": correct that, or set PACO_DATA_DIR to another folder.";
    }
}
