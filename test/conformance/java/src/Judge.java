import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport.IssueSeverity;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.SingleValidationMessage;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.NpmPackageValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.UnknownCodeSystemWarningValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.ValueSet;

/**
 * The official validator as a filter: reads lines of standard input, "GUIDE TAB FILE", and writes for each what it found, one JSON object
 * a line, as it finds it (so not always in the order asked). GUIDE is a package on the class path, or "none" for plain R4. A .ndjson
 * file is judged line by line, as one file.
 *
 * <p>Arguments: the bundle of supplementary value sets, how many threads.
 */
public final class Judge {
  private static final PrintStream OUT = new PrintStream(System.out, false, StandardCharsets.UTF_8);

  private final FhirValidator validator;
  private final String guide;
  private final String path;

  private Judge(FhirValidator validator, String guide, String path) {
    this.validator = validator;
    this.guide = guide;
    this.path = path;
  }

  public static void main(String[] args) throws Exception {
    Path supplement = Path.of(args[0]);
    ExecutorService pool = Executors.newFixedThreadPool(Integer.parseInt(args[1]));
    Map<String, FhirValidator> validators = new HashMap<>();
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] asked = line.split("\t", 2);
      FhirValidator validator = validators.get(asked[0]);
      if (validator == null) validators.put(asked[0], validator = validator(asked[0], supplement));
      Judge task = new Judge(validator, asked[0], asked[1]);
      pool.execute(() -> tell(task.judged()));
    }
    pool.shutdown();
    pool.awaitTermination(1, TimeUnit.DAYS);
  }

  private static FhirValidator validator(String guide, Path supplement) throws IOException {
    FhirContext context = FhirContext.forR4Cached();
    NpmPackageValidationSupport packages = new NpmPackageValidationSupport(context);
    if (!guide.equals("none")) packages.loadPackageFromClasspath("classpath:" + guide);
    PrePopulatedValidationSupport valueSets = new PrePopulatedValidationSupport(context);
    for (var entry : context.newJsonParser().parseResource(Bundle.class, Files.readString(supplement)).getEntry()) {
      valueSets.addValueSet((ValueSet) entry.getResource());
    }
    UnknownCodeSystemWarningValidationSupport unknownSystems = new UnknownCodeSystemWarningValidationSupport(context);
    unknownSystems.setNonExistentCodeSystemSeverity(IssueSeverity.WARNING);
    FhirInstanceValidator instances = new FhirInstanceValidator(new ValidationSupportChain(
        valueSets,
        packages,
        new DefaultProfileValidationSupport(context),
        new CommonCodeSystemsTerminologyService(context),
        new InMemoryTerminologyServerValidationSupport(context),
        new SnapshotGeneratingValidationSupport(context),
        unknownSystems));
    instances.setAnyExtensionsAllowed(false);
    instances.setErrorForUnknownProfiles(true);
    return context.newValidator().registerValidatorModule(instances);
  }

  /** What was found in a file; "failed" says why it could not be judged. */
  private JsonObject judged() {
    JsonObject result = new JsonObject();
    result.addProperty("guide", guide);
    result.addProperty("file", path);
    JsonArray messages = new JsonArray();
    result.add("messages", messages);
    long started = System.nanoTime();
    try {
      if (path.endsWith(".ndjson")) {
        List<String> lines = Files.readAllLines(Path.of(path));
        for (int at = 0; at < lines.size(); at++) add(messages, lines.get(at), at + 1);
      } else {
        add(messages, Files.readString(Path.of(path)), 0);
      }
    } catch (Exception | StackOverflowError problem) {
      result.addProperty("failed", problem.toString());
    }
    result.addProperty("millis", (System.nanoTime() - started) / 1_000_000);
    return result;
  }

  private void add(JsonArray messages, String text, int record) {
    for (SingleValidationMessage found : validator.validateWithResult(text).getMessages()) {
      JsonObject message = new JsonObject();
      message.addProperty("severity", found.getSeverity().getCode());
      message.addProperty("id", found.getMessageId());
      if (record > 0) message.addProperty("record", record);
      message.addProperty("location", found.getLocationString());
      message.addProperty("line", found.getLocationLine());
      message.addProperty("column", found.getLocationCol());
      message.addProperty("text", found.getMessage());
      messages.add(message);
    }
  }

  private static synchronized void tell(JsonObject result) {
    OUT.println(result);
    OUT.flush();
  }
}
