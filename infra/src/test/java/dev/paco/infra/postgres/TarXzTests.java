package dev.paco.infra.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarXzTests {

    @TempDir
    private Path folder;

    @Test
    void filesKeepTheirExecutableBitAndLinksStayLinks() throws IOException {
        TarXz.unpack(archive(file("bin/run", 0755), file("share/text", 0644), link("lib/so", "so.1")), folder);

        assertThat(folder.resolve("bin/run")).isExecutable().hasContent("x");
        assertThat(Files.isExecutable(folder.resolve("share/text"))).isFalse();
        assertThat(Files.readSymbolicLink(folder.resolve("lib/so"))).hasToString("so.1");
    }

    @Test
    void anEntryOutsideIsRefused() throws IOException {
        Path target = Files.createDirectory(folder.resolve("target"));
        assertThatIOException()
                .isThrownBy(() -> TarXz.unpack(archive(file("../evil", 0644)), target))
                .withMessageContaining("leads outside");
        assertThat(folder.resolve("evil")).doesNotExist();
    }

    @Test
    void aLinkToTheOutsideIsRefused() throws IOException {
        Path target = Files.createDirectory(folder.resolve("target"));
        assertThatIOException().isThrownBy(() -> TarXz.unpack(archive(link("way/out", "../../evil")), target));
        assertThatIOException().isThrownBy(() -> TarXz.unpack(archive(link("out", "/etc/passwd")), target));
    }

    private static TarArchiveEntry file(String name, int mode) {
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setMode(mode);
        entry.setSize(1);
        return entry;
    }

    private static TarArchiveEntry link(String name, String target) {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK, true);
        entry.setLinkName(target);
        return entry;
    }

    private static ByteArrayInputStream archive(TarArchiveEntry... entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new XZCompressorOutputStream(bytes))) {
            for (TarArchiveEntry entry : entries) {
                tar.putArchiveEntry(entry);
                if (entry.isFile() && !entry.isSymbolicLink()) {
                    tar.write("x".getBytes(StandardCharsets.US_ASCII));
                }
                tar.closeArchiveEntry();
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
