package dev.portrait.media;

import dev.portrait.config.PrivateFiles;
import dev.portrait.config.Settings;
import dev.portrait.error.ErrorCode;
import dev.portrait.error.RequestException;
import dev.portrait.telemetry.RequestId;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** Stores pictures as files, in folders named after the first two characters of their names. */
final class FileMediaStore implements MediaStore {

    private static final Logger LOG = Logger.getLogger(FileMediaStore.class.getName());

    private static final String TEMPORARY = ".tmp";
    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private final Path folder;
    private final long roomNeeded;

    FileMediaStore(Settings settings) {
        folder = settings.mediaDir();
        roomNeeded = settings.requestMaxBytes();
        try {
            PrivateFiles.createFolders(folder);
        } catch (IOException e) {
            LOG.log(Level.SEVERE, "The media folder cannot be created, so pictures cannot be stored: " + folder, e);
        }
    }

    @Override
    public void put(MediaName name, byte[] content) {
        Path temporary = temporary(name);
        try {
            createDurably(branch(name));
            write(temporary, content);
            if (Files.exists(file(name))) {
                throw new FileAlreadyExistsException(name.value()); // the move would replace it
            }
            move(temporary, branch(name), file(name));
        } catch (IOException e) {
            remove(temporary);
            throw new RequestException(ErrorCode.UNAVAILABLE, e);
        }
    }

    private void createDurably(Path branch) throws IOException {
        if (!Files.isDirectory(branch)) {
            PrivateFiles.createFolders(branch);
            force(folder);
        }
    }

    private static void move(Path temporary, Path branch, Path target) throws IOException {
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        try {
            force(branch);
        } catch (IOException e) {
            remove(target); // no profile will refer to it
            throw e;
        }
    }

    @Override
    public Optional<StoredMedia> open(MediaName name) {
        try {
            FileChannel channel = FileChannel.open(file(name), StandardOpenOption.READ);
            return Optional.of(new StoredMedia(Channels.newInputStream(channel), channel.size()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new RequestException(ErrorCode.UNAVAILABLE, e);
        }
    }

    @Override
    public OptionalLong size(MediaName name) {
        try {
            return OptionalLong.of(Files.size(file(name)));
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        } catch (IOException e) {
            throw new RequestException(ErrorCode.UNAVAILABLE, e);
        }
    }

    @Override
    public Optional<URI> link(MediaName name) {
        return Optional.empty();
    }

    @Override
    public void delete(MediaName name) {
        remove(file(name));
        remove(temporary(name)); // left by a server that was killed while writing
    }

    @Override
    public Optional<String> fault() {
        if (!Files.isDirectory(folder)) {
            return Optional.of("the media folder is not there");
        }
        if (!Files.isWritable(folder)) {
            return Optional.of("the media folder cannot be written to");
        }
        // Enough for the largest request.
        return freeBytes().stream()
                .filter(free -> free < roomNeeded)
                .mapToObj(free -> "no space is left for the media folder")
                .findFirst();
    }

    @Override
    public String description() {
        return "files in " + folder;
    }

    @Override
    public OptionalLong freeBytes() {
        try {
            return OptionalLong.of(Files.getFileStore(folder).getUsableSpace());
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    @SuppressWarnings("StreamResourceLeak") // the caller closes it
    public Stream<MediaName> keptBefore(Instant time) {
        try {
            return Files.find(
                            folder.toRealPath(),
                            2,
                            (file, attributes) -> attributes.isRegularFile()
                                    && attributes.lastModifiedTime().toInstant().isBefore(time))
                    .map(file -> file.getFileName().toString())
                    .map(name ->
                            name.endsWith(TEMPORARY) ? name.substring(0, name.length() - TEMPORARY.length()) : name)
                    .flatMap(name -> MediaName.parse(name).stream());
        } catch (IOException e) {
            throw new RequestException(ErrorCode.UNAVAILABLE, e);
        }
    }

    @Override
    public void close() {
        // nothing stays open
    }

    private Path file(MediaName name) {
        return branch(name).resolve(name.value());
    }

    private Path temporary(MediaName name) {
        return branch(name).resolve(name.value() + TEMPORARY);
    }

    private Path branch(MediaName name) {
        return folder.resolve(name.value().substring(0, 2));
    }

    private static void write(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, NEW, PrivateFiles.ofFile(file))) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    // The folder contains the name of a file; only forcing the folder makes the name durable.
    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.log(
                    Level.WARNING,
                    RequestId.with("An unreferenced picture could not be deleted from the media folder"),
                    e);
        }
    }
}
