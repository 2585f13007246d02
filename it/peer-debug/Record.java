import java.util.Map;
import javax.management.JMX;
import javax.management.ObjectName;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import jdk.management.jfr.FlightRecorderMXBean;

/** Takes a recording over the network, as JDK Mission Control does, and prints how many bytes of it came. */
class Record {
    public static void main(String[] arguments) throws Exception {
        var address = new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + arguments[0] + "/jmxrmi");
        try (var connection = JMXConnectorFactory.connect(address)) {
            var name = new ObjectName(FlightRecorderMXBean.MXBEAN_NAME);
            var recorder = JMX.newMXBeanProxy(connection.getMBeanServerConnection(), name, FlightRecorderMXBean.class);
            long recording = recorder.newRecording();
            recorder.startRecording(recording);
            Thread.sleep(1000);
            recorder.stopRecording(recording);
            long stream = recorder.openStream(recording, Map.of());
            long size = 0;
            for (byte[] part = recorder.readStream(stream); part != null; part = recorder.readStream(stream)) {
                size += part.length;
            }
            System.out.println("recorded " + size);
        }
    }
}
