package org.patchbank.testing;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.SQLException;
import org.patchbank.platform.database.DatabaseAddress;

/** Connections that are kept for the next caller, as the program keeps them. */
public final class PooledDatabase {
    private static final int CONNECTIONS = 16;

    private PooledDatabase() {}

    /** Connects when it is first asked. */
    public static AgroalDataSource open(DatabaseAddress address) throws SQLException {
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(CONNECTIONS)
                        .connectionFactoryConfiguration(connection -> connection
                                .jdbcUrl(address.jdbcUrl())
                                .principal(new NamePrincipal(address.username()))
                                .credential(new SimplePassword(address.password())))));
    }
}
