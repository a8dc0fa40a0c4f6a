package org.patchbank.reference;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Enumeration;
import java.util.Optional;
import javax.sql.DataSource;
import org.patchbank.platform.PatchbankException;

/**
 * Parameter files of versions whose images stay with their factory: in PostgreSQL, piece by piece, because the blob store is
 * that factory's too and its nodes are not the only ones that judge.
 */
@ApplicationScoped
class ParameterPieces {
    private static final int PIECE = 1 << 20;

    private final DataSource database;

    ParameterPieces(DataSource database) {
        this.database = database;
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
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, sha256);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    /** All pieces or none; the same file again changes nothing. */
    void put(String sha256, Path file) throws IOException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "insert into parameter_piece (sha256, number, bytes) values (?, ?, ?) on conflict do nothing");
                InputStream in = Files.newInputStream(file)) {
            connection.setAutoCommit(false);
            int number = 0;
            for (byte[] piece = in.readNBytes(PIECE); piece.length > 0; piece = in.readNBytes(PIECE)) {
                statement.setString(1, sha256);
                statement.setInt(2, number++);
                statement.setBytes(3, piece);
                statement.executeUpdate();
            }
            connection.commit();
        } catch (SQLException e) {
            throw unavailable(e);
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
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select bytes from parameter_piece where sha256 = ? and number = ?")) {
            statement.setString(1, sha256);
            statement.setInt(2, number);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getBytes(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    void remove(String sha256) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("delete from parameter_piece where sha256 = ?")) {
            statement.setString(1, sha256);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    private static PatchbankException unavailable(SQLException cause) {
        return new PatchbankException(
                ReferenceError.PARAMETERS_UNAVAILABLE,
                "The database does not take or give the numbers of a model: " + cause.getMessage(),
                "It is tried again; /q/health/ready says when the database answers.",
                cause);
    }
}
