package org.cityarchive.architecture;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The project as classes, and classes that break a rule on purpose: a rule that lets its own offender through is no rule. */
final class Compiled {
    private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
    private static final Pattern TYPE = Pattern.compile("(?:class|record|interface|enum) (\\w+)");

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    /** One for all, since opening the class path's jars is what takes the time. */
    private static final StandardJavaFileManager FILES = COMPILER.getStandardFileManager(null, Locale.ROOT,
            StandardCharsets.UTF_8);

    static {
        // what rules ask of a type of another's is its name: to read Spring, Lucene and the JDK as well took most of the time
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    }

    /** Everything that people wrote for the modules, without their tests: the plan of a start ({@code __}) is drawn by the build. */
    static final JavaClasses PROJECT = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar") && !location.contains("__"))
            .importPackages("org.cityarchive");

    /** Compiles offenders written down beside the rule they break, each a whole source file. */
    static JavaClasses offenders(Path folder, String... sources) throws IOException {
        Files.createDirectories(folder);
        var messages = new StringWriter();
        var options = List.of("-d", folder.toString(), "-classpath", classpath(), "-proc:none");
        List<JavaFileObject> files = Arrays.stream(sources).map(Compiled::file).toList();
        if (!COMPILER.getTask(messages, FILES, null, options, null, files).call()) {
            throw new IllegalArgumentException("The offender itself does not compile: " + messages);
        }
        return new ClassFileImporter().importPath(folder);
    }

    private static JavaFileObject file(String source) {
        var home = PACKAGE.matcher(source);
        var type = TYPE.matcher(source);
        if (!home.find() || !type.find()) {
            throw new IllegalArgumentException("Neither package nor type in: " + source);
        }
        var address = "string:///%s/%s.java".formatted(home.group(1).replace('.', '/'), type.group(1));
        return new SimpleJavaFileObject(URI.create(address), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
    }

    /** Maven's test runner keeps the real class path in a property of its own. */
    private static String classpath() {
        var own = System.getProperty("java.class.path", "");
        var runner = System.getProperty("surefire.test.class.path", own);
        return own.toLowerCase(Locale.ROOT).contains("surefirebooter") ? runner : own + File.pathSeparator + runner;
    }

    private Compiled() {}
}
