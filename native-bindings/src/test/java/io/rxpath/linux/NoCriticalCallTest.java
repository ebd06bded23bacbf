package io.rxpath.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** No class of the module asks for a critical downcall: each would hold up every safepoint of the process. */
class NoCriticalCallTest {
    private static final String OPTION = "java/lang/foreign/Linker$Option";

    @Test
    void noClassRefersToTheOption() throws Exception {
        Path classes = Path.of(Libc.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<Path> files;
        try (Stream<Path> walk = Files.walk(classes)) {
            files = walk.filter(file -> file.toString().endsWith(".class")).toList();
        }
        assertTrue(files.size() > 10, "only " + files.size() + " classes in " + classes);
        boolean sawOther = false;
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            assertEquals(List.of(), references(bytes, "critical"), file.toString());
            sawOther |= !references(bytes, "captureCallState").isEmpty();
        }
        assertTrue(sawOther, "the scan sees the options that are used");
    }

    @Test
    void theScanFindsAReference() {
        ClassDesc option = ClassDesc.of("java.lang.foreign.Linker$Option");
        byte[] guilty = ClassFile.of().build(ClassDesc.of("Guilty"),
                builder -> builder.withMethodBody("call", MethodTypeDesc.of(option), ClassFile.ACC_STATIC,
                        code -> code.iconst_0()
                                .invokestatic(option, "critical",
                                        MethodTypeDesc.of(option, ConstantDescs.CD_boolean), true)
                                .areturn()));
        assertEquals(1, references(guilty, "critical").size());
    }

    private static List<String> references(byte[] bytes, String method) {
        List<String> found = new java.util.ArrayList<>();
        for (PoolEntry entry : ClassFile.of().parse(bytes).constantPool()) {
            if (entry instanceof MemberRefEntry member && member.owner().asInternalName().equals(OPTION)
                    && member.name().equalsString(method)) {
                found.add(member.toString());
            }
        }
        return found;
    }
}
