package org.patchbank.reference;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.database.Sql;

/**
 * Parameter files of versions whose images stay with their factory: in PostgreSQL, piece by piece, because the blob store is
 * that factory's too and its nodes are not the only ones that judge.
 */
@ApplicationScoped
class ParameterPieces {
    private static final int PIECE = 1 << 20;

    private final Sql sql;

    ParameterPieces(Sql sql) {
        this.sql = sql;
    }

    /** Whether the file of this name travels without the store: its version's reference set says so. */
    boolean wants(String sha256) {
        return exists("""
                select from reference_version v join reference_set s on s.id = v.reference_set_id
                where v.parameters_sha256 = ? and s.images = 'OWN_FACTORY'""", sha256);
    }

    boolean contains(String sha256) {
        return exists("select from parameter_piece where sha256 = ? limit 1", sha256);
    }

    private boolean exists(String query, String sha256) {
        return available(() -> sql.first(query, row -> true, sha256)).isPresent();
    }

    /** All pieces or none; the same file again changes nothing. */
    void put(String sha256, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            Iterator<Object[]> pieces = IntStream.iterate(0, number -> number + 1)
                    .mapToObj(number -> new Object[] {sha256, number, piece(in)})
                    .takeWhile(row -> ((byte[]) row[2]).length > 0)
                    .iterator();
            available(() -> {
                sql.changeAll(
                        "insert into parameter_piece (sha256, number, bytes) values (?, ?, ?) on conflict do nothing",
                        pieces,
                        1);
                return null;
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static byte[] piece(InputStream in) {
        try {
            return in.readNBytes(PIECE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads one piece after the other. */
    InputStream open(String sha256) {
        return new SequenceInputStream(new Enumeration<>() {
            private int next;
            private Optional<byte[]> piece = read(sha256, 0);

            @Override
            public boolean hasMoreElements() {
                return piece.isPresent();
            }

            @Override
            public InputStream nextElement() {
                InputStream in = new ByteArrayInputStream(piece.orElseThrow());
                piece = read(sha256, ++next);
                return in;
            }
        });
    }

    private Optional<byte[]> read(String sha256, int number) {
        return available(() -> sql.first(
                "select bytes from parameter_piece where sha256 = ? and number = ?",
                row -> row.getBytes(1),
                sha256,
                number));
    }

    void remove(String sha256) {
        available(() -> sql.change("delete from parameter_piece where sha256 = ?", sha256));
    }

    private static <T> T available(Supplier<T> work) {
        try {
            return work.get();
        } catch (Sql.Failure e) {
            throw new PatchbankException(
                    ReferenceError.PARAMETERS_UNAVAILABLE,
                    "The database does not store or return the parameters of a model: " + e.getMessage(),
                    "It is tried again; /q/health/ready says when the database answers.",
                    e);
        }
    }
}
