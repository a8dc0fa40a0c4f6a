package org.patchbank.app;

import org.patchbank.evaluation.DemoCommand;
import org.patchbank.evaluation.EnrolCommand;
import org.patchbank.evaluation.InspectCommand;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Gives each command what it works with; picocli asks only for the command that is executed. */
final class Commands implements IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
        Object command = command(type);
        return command == null ? CommandLine.defaultFactory().create(type) : type.cast(command);
    }

    private static Object command(Class<?> type) {
        if (type == DemoCommand.class) {
            return new DemoCommand(LocalServer::start);
        }
        if (type == EnrolCommand.class) {
            return new EnrolCommand(LocalServer::start);
        }
        if (type == InspectCommand.class) {
            return new InspectCommand(LocalServer::start);
        }
        return null;
    }
}
