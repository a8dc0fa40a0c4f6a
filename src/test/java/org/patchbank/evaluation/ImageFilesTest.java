package org.patchbank.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFilesTest {
    @TempDir
    Path folder;

    @Test
    void images_and_zips_by_name_and_nothing_else() throws IOException {
        make("b.PNG", "a.jpeg", "notes.txt", ".hidden.png", "c.zip", "below/d.png");
        assertThat(names(ImageFiles.in(folder, 1))).containsExactly("a.jpeg", "b.PNG", "c.zip");
    }

    @Test
    void folders_below_when_asked() throws IOException {
        make("a.png", "below/d.png");
        assertThat(names(ImageFiles.in(folder, Integer.MAX_VALUE))).containsExactly("a.png", "d.png");
    }

    @Test
    void folder_without_images_says_what_counts_as_one() throws IOException {
        make("notes.txt");
        assertThatThrownBy(() -> ImageFiles.in(folder, 1)).hasMessageContaining("no images");
    }

    @Test
    void named_files_stay_as_they_are_and_folders_stand_for_their_images() throws IOException {
        make("a.png", "below/d.png");
        Path unknown = folder.resolve("part.raw");
        assertThat(ImageFiles.of(List.of(unknown, folder.resolve("below"))))
                .containsExactly(unknown, folder.resolve("below/d.png"));
    }

    private void make(String... names) throws IOException {
        for (String name : names) {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.createFile(folder.resolve(name));
        }
    }

    private static List<String> names(List<Path> files) {
        return files.stream().map(file -> file.getFileName().toString()).toList();
    }
}
